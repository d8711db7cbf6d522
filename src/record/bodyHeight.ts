/**
 * How high a mail will be, in px. The sandboxed frame is another origin and cannot be measured, so this is a guess from
 * its words and lines; the frame scrolls, and the reader can make it taller.
 */
const LINE = 21;
const LETTER = 7;
/** A block begins a line of its own and mostly has a margin. */
const BLOCK = 27;
const BLOCKS = 'p, div, li, tr, br, h1, h2, h3, h4, pre, blockquote, hr';

/** `width` in px: what the frame will have. */
export function bodyHeight(html: string, width: number): number {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const letters = body.textContent?.trim().length ?? 0;
  const lines = (letters * LETTER) / Math.max(width - 30, 100);
  const blocks = body.querySelectorAll(BLOCKS).length;
  const pictures = body.querySelectorAll('img').length * 60;
  return Math.round(Math.min(520, Math.max(110, 40 + lines * LINE + blocks * BLOCK + pictures)));
}
