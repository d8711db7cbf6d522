/** From HTML to text and back. */
import { bodyIn, parseHtml } from './inert';

const BLOCKS = 'p,div,br,tr,li,h1,h2,h3,h4,h5,h6,blockquote,hr,table';

/** The text alternative that goes out beside the HTML, and what `body.getAsync` gives as text. */
export function htmlToText(html: string): string {
  const page = parseHtml(html);
  page.querySelectorAll('script,style,title').forEach((node) => node.remove());
  page.querySelectorAll(BLOCKS).forEach((node) => node.after('\n'));
  return (bodyIn(page).textContent ?? '')
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What stands inside `<body>`, to be quoted in an answer. */
export const bodyOf = (html: string): string => bodyIn(parseHtml(html)).innerHTML;

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);

export const textToHtml = (text: string): string => `<div>${escapeHtml(text).replace(/\r?\n/g, '<br>')}</div>`;
