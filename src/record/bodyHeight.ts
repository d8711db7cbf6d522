/**
 * How high a mail will be, in px. The sandboxed frame is another origin and cannot be measured, so this is a guess from
 * its words and lines; the frame scrolls, and the reader can make it taller.
 */
const LINE = 20;
const WORDS_A_LINE = 90;
const BLOCKS = 'p, div, li, tr, br, h1, h2, h3, h4, pre, blockquote, hr';

export function bodyHeight(html: string): number {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const letters = body.textContent?.trim().length ?? 0;
  const lines = letters / WORDS_A_LINE + body.querySelectorAll(BLOCKS).length;
  const pictures = body.querySelectorAll('img').length * 60;
  return Math.round(Math.min(520, Math.max(110, 40 + lines * LINE + pictures)));
}
