/**
 * How high a mail will be, in px. The sandboxed frame is another origin and cannot be measured, so this is a guess from
 * its words and lines; the frame scrolls, and the reader can make it taller.
 */
const LINE = 21;
const LETTER = 7;
const BLOCKS = 'p, div, li, tr, h1, h2, h3, h4, h5, h6, pre, blockquote, hr';

/** Only the innermost block begins a line of its own; half a line stands between two on average. */
const linesOfBlocks = (body: HTMLElement) =>
  [...body.querySelectorAll(BLOCKS)].filter((block) => block.querySelector(BLOCKS) === null).length * 1.25;

/** A break that is all there is in its block makes no second line. */
const linesOfBreaks = (body: HTMLElement) =>
  [...body.querySelectorAll('br')].filter(({ parentElement }) => parentElement?.textContent?.trim()).length;

/** `width` in px: what the frame will have. */
export function bodyHeight(html: string, width: number): number {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const letters = body.textContent?.replace(/\s+/g, ' ').length ?? 0;
  const lines = (letters * LETTER) / Math.max(width - 30, 100) + linesOfBlocks(body) + linesOfBreaks(body);
  const pictures = body.querySelectorAll('img').length * 60;
  return Math.round(Math.min(520, Math.max(110, 40 + lines * LINE + pictures)));
}
