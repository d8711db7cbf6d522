/** HTML of a mail, read without running or loading anything. */

/** Deeper than any mail program nests, also after twenty years of replies. */
const DEEPEST = 1000;
/** They have no end tag, or a browser sets it where the next one begins. */
const ENDLESS = /^(area|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|source|tbody|td|tfoot|th|thead|tr|wbr)$/i;

/** A browser's parser takes time that grows with the square of the depth: a minute for a hundred thousand boxes. */
function shallow(html: string): string {
  let depth = 0;
  return html.replace(/<(\/?)([a-z][^\s/>]*)[^>]*>/gi, (tag, closing: string, name: string) => {
    if (ENDLESS.test(name)) return tag;
    if (closing === '') return ++depth > DEEPEST ? '' : tag;
    return depth > 0 && depth-- > DEEPEST ? '' : tag;
  });
}

/** Markup that a browser would complain about even in a page that is never shown, each made into something it overlooks. */
function calm(html: string): string {
  // Where no tag ends any more, each that begins would be looked for through all the rest.
  const end = html.lastIndexOf('>') + 1;
  const tags = shallow(html.slice(0, end))
    .replace(/<(\/?)(base|meta|form)\b/gi, '<$1x-$2')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])on([a-z]+\s*=)/gi, '$1data-off-$2'));
  return tags + html.slice(end);
}

/**
 * A name that a mail gives to an image hides the document's own (`document.body`, even `document.querySelector`: HTML,
 * 3.1.7), so nothing is asked of the document of a mail but this, and that by the document's kind.
 */
export const rootOf = (page: Document): HTMLElement =>
  Reflect.get(Object.getPrototypeOf(page) as object, 'documentElement', page) as HTMLElement;

/** A parsed page is inert: its scripts do not run and its images are not fetched. */
export const parseHtml = (html: string): HTMLElement =>
  rootOf(new DOMParser().parseFromString(calm(html), 'text/html'));

export const bodyIn = (root: HTMLElement): HTMLElement => root.querySelector<HTMLElement>(':scope > body') ?? root;

const ACTIVE =
  'script,noscript,iframe,frame,frameset,object,embed,applet,x-meta,x-base,x-form,link,portal,audio,video,source,track,animate,set';

/**
 * With everything taken out that could act, lead away or fetch something from elsewhere. The frames that show it run no
 * script and load nothing anyway; this keeps them from being led elsewhere, and a quotation from carrying such things on.
 */
export function inertHtml(html: string): string {
  const page = parseHtml(html);
  page.querySelectorAll(ACTIVE).forEach((node) => node.replaceWith(...(keepsContent(node) ? node.childNodes : [])));
  page.querySelectorAll('style').forEach((style) => (style.textContent = withoutLoads(style.textContent ?? '')));
  for (const element of page.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (acts(name, value)) element.removeAttribute(name);
      else if (name === 'style') element.setAttribute(name, withoutLoads(value));
    }
  }
  return page.outerHTML;
}

/** An unknown element takes the rest of the page into itself, since it has no end of its own. */
const keepsContent = (node: Element): boolean => node.localName.startsWith('x-');

const LEADS = new Set(['href', 'action', 'formaction', 'xlink:href']);
const LOADS = new Set(['src', 'srcset', 'background', 'poster', 'data', 'lowsrc', 'dynsrc']);
/** `target`: a link opens beside the mail, not in its place. */
const GONE = new Set(['srcdoc', 'ping', 'autofocus', 'target']);

function acts(name: string, value: string): boolean {
  if (/^(on|data-off-)/i.test(name) || GONE.has(name)) return true;
  // Browsers overlook white space and control characters before the colon of a scheme.
  const plain = [...value].filter((char) => char > ' ').join('');
  if (LOADS.has(name)) return !/^(cid:|data:image\/)/i.test(plain);
  return LEADS.has(name) && /^(javascript|vbscript|data):/i.test(plain);
}

const withoutLoads = (css: string): string =>
  css
    .replace(/@import[^;]*(;|$)/gi, '')
    .replace(/(?:url|image-set|image|src)\s*\([^)]*\)?/gi, (load) =>
      /^url\(\s*["']?data:image\//i.test(load) ? load : 'none',
    );
