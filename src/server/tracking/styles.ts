/**
 * Inline styles that may stay: how text looks and how a table is spaced. Nothing that positions, covers, hides, loads or
 * computes; each value must match its property's pattern as a whole, so no escape, comment or address gets through.
 */

const COLOUR = /^(#[0-9a-f]{3,8}|rgba?\([\d\s,.%]{1,40}\)|[a-z]{3,20})$/i;
/** Never negative: that could pull text over what does not belong to the mail. */
const LENGTH = /^(auto|\d{1,4}(\.\d{1,3})?(px|pt|em|rem|in|cm|%)?)$/i;
const LENGTHS =
  /^(auto|\d{1,4}(\.\d{1,3})?(px|pt|em|rem|in|cm|%)?)( (auto|\d{1,4}(\.\d{1,3})?(px|pt|em|rem|in|cm|%)?)){0,3}$/i;
const WORD = /^[a-z-]{2,20}$/i;

const ALLOWED: Readonly<Record<string, RegExp>> = {
  color: COLOUR,
  'background-color': COLOUR,
  'font-weight': /^(bold|bolder|lighter|normal|[1-9]00)$/i,
  'font-style': WORD,
  'font-size': LENGTH,
  'font-family': /^[\w\s,'"-]{1,200}$/,
  'text-align': WORD,
  'text-decoration': WORD,
  'vertical-align': WORD,
  'white-space': WORD,
  'list-style-type': WORD,
  'border-collapse': WORD,
  margin: LENGTHS,
  'margin-left': LENGTH,
  'margin-right': LENGTH,
  'margin-top': LENGTH,
  'margin-bottom': LENGTH,
  padding: LENGTHS,
  'padding-left': LENGTH,
  'padding-right': LENGTH,
  width: LENGTH,
  'max-width': LENGTH,
  'line-height': LENGTH,
};

/** More declarations than any mail program writes on one element. */
const MOST = 60;
const LONGEST = 8000;

/** Null where nothing may stay. */
export function allowedStyle(style: string): string | null {
  const kept = style
    .slice(0, LONGEST)
    .split(';', MOST)
    .map(allowedDeclaration)
    .filter((declaration) => declaration !== null);
  return kept.length === 0 ? null : kept.join(';');
}

function allowedDeclaration(text: string): string | null {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const value = text
    .slice(colon + 1)
    .trim()
    .replace(/\s+/g, ' ');
  const allowed = Object.hasOwn(ALLOWED, name) && ALLOWED[name]?.test(value);
  return allowed ? `${name}:${value}` : null;
}
