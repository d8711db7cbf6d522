/**
 * Mail HTML made harmless before it is stored: no script, no form, no style that could cover the page, and nothing that is
 * loaded from elsewhere before the reader allows it.
 */
import sanitizeHtml from 'sanitize-html';
import { allowedStyle } from './styles';

/** Remote pictures tell the sender that and where the mail was read; their address is kept aside for a reader who wants them. */
const KEPT_ASIDE = 'data-remote-src';

const CELL = ['width', 'height', 'colspan', 'rowspan', 'valign', 'bgcolor'];

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'a',
      'abbr',
      'address',
      'article',
      'b',
      'big',
      'blockquote',
      'br',
      'caption',
      'center',
      'cite',
      'code',
      'col',
      'colgroup',
    ],
    ...[
      'dd',
      'del',
      'div',
      'dl',
      'dt',
      'em',
      'figcaption',
      'figure',
      'font',
      'footer',
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
    ],
    ...[
      'header',
      'hr',
      'i',
      'img',
      'ins',
      'kbd',
      'li',
      'main',
      'mark',
      'ol',
      'p',
      'pre',
      'q',
      's',
      'section',
      'small',
      'span',
    ],
    ...['strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul'],
  ],
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'title', 'align'],
    a: ['href', 'rel', 'target'],
    img: [KEPT_ASIDE, 'alt', 'width', 'height', 'src'],
    font: ['color', 'size', 'face'],
    table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
    td: CELL,
    th: CELL,
    tr: ['bgcolor', 'valign'],
    col: ['span', 'width'],
    ol: ['start', 'type'],
  },
  // Ours is stricter and four times as fast: the library parses every style as a whole style sheet.
  parseStyleAttributes: false,
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'head', 'xml'],
  transformTags: { '*': (tagName, attribs) => ({ tagName, attribs: harmless(tagName, attribs) }) },
};

/** Deeper than any mail program nests, also after twenty years of replies. */
const DEEPEST = 1000;

/** Null stays null; what is left empty is no body. */
export function sanitiseHtml(html: string | null): string | null {
  if (html === null) return null;
  try {
    return sanitizeHtml(html, { ...OPTIONS, ...countDepth() }).trim() || null;
  } catch (error) {
    if (error !== TOO_DEEP) throw error;
    return wordsOnly(html);
  }
}

const TOO_DEEP = new Error('The HTML is nested too deep.');

/** The parser's time grows with the square of the depth: 800 kB of nothing but `<div>` held it for half a minute. */
function countDepth(): Pick<sanitizeHtml.IOptions, 'onOpenTag' | 'onCloseTag'> {
  let depth = 0;
  return {
    onOpenTag: () => {
      if (++depth > DEEPEST) throw TOO_DEEP;
    },
    onCloseTag: () => void depth--,
  };
}

/** What a reader finds above a text whose formatting could not be kept. */
const WORDS_ONLY = '<p><em>Only the text of this email is kept: its formatting was too much to make safe.</em></p>';

/** The words without any markup, and a line that says so; a `<` that begins no tag is a word's. Linear in the length. */
export function wordsOnly(html: string): string | null {
  const text = html
    .replace(/<[/!a-z][^<>]*>?/gi, ' ')
    .replace(/\s{3,}/g, '\n\n')
    .trim();
  const escaped = text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return escaped === '' ? null : `${WORDS_ONLY}<pre>${escaped}</pre>`;
}

function harmless(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const rest = withAllowedStyle(attribs);
  if (tagName === 'a') return { ...rest, rel: 'noopener noreferrer nofollow', target: '_blank' };
  return tagName === 'img' ? withoutRemoteLoad(rest) : rest;
}

function withAllowedStyle({ style, ...rest }: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const kept = style === undefined ? null : allowedStyle(style);
  return kept === null ? rest : { ...rest, style: kept };
}

/** Pictures that the HTML itself carries stay; SVG is a document with scripts of its own. */
const CARRIED = /^data:image\/(png|jpeg|jpg|gif|webp|bmp);base64,/i;

function withoutRemoteLoad(attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const { src = '', ...rest } = attribs;
  delete rest[KEPT_ASIDE];
  if (CARRIED.test(src)) return { ...rest, src };
  return /^https?:\/\//i.test(src.trim()) ? { ...rest, [KEPT_ASIDE]: src.trim() } : rest;
}
