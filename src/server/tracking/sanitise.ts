/**
 * Mail HTML made harmless before it is stored: no script, no form, no style that could cover the page, and nothing that is
 * loaded from elsewhere before the reader allows it.
 */
import sanitizeHtml from 'sanitize-html';

/** Remote pictures tell the sender that and where the mail was read; their address is kept aside for a reader who wants them. */
const KEPT_ASIDE = 'data-remote-src';

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s,.%]+\)$/i, /^[a-z]{3,20}$/i];
const LENGTH = [/^-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?$/i, /^auto$/i];
const LENGTHS = [/^(\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|auto)(\s+(\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|auto)){0,3}$/i];
const WORD = [/^[a-z-]{2,20}$/i];

const STYLES = {
  color: COLOUR,
  'background-color': COLOUR,
  'font-weight': [/^(bold|bolder|lighter|normal|[1-9]00)$/i],
  'font-style': WORD,
  'font-size': LENGTH,
  'font-family': [/^[\w\s,'"-]{1,200}$/],
  'text-align': WORD,
  'text-decoration': WORD,
  'vertical-align': WORD,
  'white-space': WORD,
  'list-style-type': WORD,
  margin: LENGTHS,
  'margin-left': LENGTH,
  'margin-top': LENGTH,
  'margin-bottom': LENGTH,
  padding: LENGTHS,
  'padding-left': LENGTH,
  width: LENGTH,
  'max-width': LENGTH,
  'line-height': LENGTH,
  'border-collapse': WORD,
};

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
    a: ['href', 'name', 'rel', 'target'],
    img: [KEPT_ASIDE, 'alt', 'width', 'height', 'src'],
    font: ['color', 'size', 'face'],
    table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
    td: ['width', 'height', 'colspan', 'rowspan', 'valign', 'bgcolor'],
    th: ['width', 'height', 'colspan', 'rowspan', 'valign', 'bgcolor'],
    tr: ['bgcolor', 'valign'],
    col: ['span', 'width'],
    ol: ['start', 'type'],
  },
  allowedStyles: { '*': STYLES },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'head', 'xml'],
  nestingLimit: 200,
  parser: { decodeEntities: true },
  transformTags: { a: safeLink, img: withoutRemoteLoad },
};

/** Null stays null; what is left empty is no body. */
export function sanitiseHtml(html: string | null): string | null {
  if (html === null) return null;
  return sanitizeHtml(html, OPTIONS).trim() || null;
}

/** The opened page must neither steer ours nor learn where it was opened from. */
function safeLink(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  return { tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow', target: '_blank' } };
}

/** Pictures that the HTML itself carries stay; SVG is a document with scripts of its own. */
const CARRIED = /^data:image\/(png|jpeg|jpg|gif|webp|bmp);base64,/i;

function withoutRemoteLoad(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const { src = '', ...rest } = attribs;
  delete rest[KEPT_ASIDE];
  if (CARRIED.test(src)) return { tagName, attribs: { ...rest, src } };
  const remote = /^https?:\/\//i.test(src.trim());
  return { tagName, attribs: remote ? { ...rest, [KEPT_ASIDE]: src.trim() } : rest };
}
