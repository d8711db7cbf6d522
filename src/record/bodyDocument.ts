/**
 * The document in which a mail body is shown. The server has sanitised the body already; this is the second wall:
 * an iframe with `sandbox=""` runs no script, submits no form and opens no window (HTML 7.1.5), and the policy below
 * loads nothing from outside. Parsing happens in an inert document, where neither script nor picture starts.
 */
const NEVER =
  'script, iframe, frame, frameset, object, embed, applet, base, meta, link, form, input, button, select, textarea, template, noscript, svg, math';

/** Written by the server's sanitising where a picture lies on somebody else's machine. */
const REMOTE = 'data-remote-src';

export interface Link {
  readonly text: string;
  readonly address: string;
}

export interface BodyDocument {
  readonly srcdoc: string;
  /** Pictures that wait for the reader's permission. */
  readonly waiting: number;
  /** Where the links of the mail lead; inside the frame they are dead. */
  readonly links: readonly Link[];
}

/** `https:` only: a picture over plain http tells the whole way who reads the mail. */
const policy = (pictures: boolean) =>
  `default-src 'none'; style-src 'unsafe-inline'; img-src data:${pictures ? ' https:' : ''}; form-action 'none'; base-uri 'none'`;

// Mail is written for white paper, so it stays on white paper in a dark page too. Outlook's paragraphs have no margin in
// their own style sheet, which is not kept: half a line is what both they and everybody else's look right with.
const style = `
:root { color-scheme: light; background: #fff; color: #1b1b1b }
body { margin: 0; padding: 12px; font: 14px/1.45 "Segoe UI", system-ui, sans-serif; overflow-wrap: anywhere }
img { max-width: 100%; height: auto }
p { margin: 0 0 0.5em }
pre { white-space: pre-wrap }
table { max-width: none }
blockquote { margin: 0 0 0 8px; padding-left: 12px; border-left: 2px solid #8a8a8a }
a { color: #0f548c }
`;

const safeLink = (href: string) => /^(https?:\/\/|mailto:)/i.test(href.trim());

/** Each address once, in the order of the mail; the text beside it shows where the two differ. */
function readLinks(body: HTMLElement): Link[] {
  const links = new Map<string, string>();
  for (const anchor of body.querySelectorAll('a[href]')) {
    const address = anchor.getAttribute('href')?.trim() ?? '';
    if (safeLink(address) && !links.has(address))
      links.set(address, anchor.textContent?.replace(/\s+/g, ' ').trim() ?? '');
  }
  return [...links].slice(0, 100).map(([address, text]) => ({ address, text: text.slice(0, 200) }));
}

/** A link inside the frame would load a foreign page into it: the words stay, the target goes to the list below. */
function deadenLinks(body: HTMLElement) {
  for (const anchor of body.querySelectorAll('a, area')) {
    const href = anchor.getAttribute('href')?.trim();
    anchor.removeAttribute('href');
    if (href && safeLink(href)) anchor.setAttribute('title', href);
  }
}

function dropHandlers(body: HTMLElement) {
  for (const element of [body, ...body.querySelectorAll('*')])
    for (const name of element.getAttributeNames())
      if (/^on|^(srcdoc|srcset|background|ping|formaction|autofocus|tabindex|accesskey|contenteditable)$/i.test(name))
        element.removeAttribute(name);
}

/** Settles every picture: embedded ones stay, remote ones load when allowed and else leave their words behind. */
function settlePictures(body: HTMLElement, pictures: boolean): number {
  const all = [...body.querySelectorAll('img')].map((img) => ({
    img,
    src: img.getAttribute(REMOTE) ?? img.getAttribute('src') ?? '',
  }));
  const remote = all.filter(({ src }) => /^(https?:)?\/\//i.test(src.trim()));
  for (const { img, src } of remote) {
    img.removeAttribute(REMOTE);
    if (pictures) img.setAttribute('src', src.trim().replace(/^(http:)?\/\//i, 'https://'));
    else img.removeAttribute('src');
    img.setAttribute('referrerpolicy', 'no-referrer');
  }
  return pictures ? 0 : remote.length;
}

/** Builds the document for `srcdoc`. Pure but for the browser's own inert parser. */
export function makeBodyDocument(html: string, pictures: boolean): BodyDocument {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(NEVER)) element.remove();
  dropHandlers(body);
  const links = readLinks(body);
  deadenLinks(body);
  const waiting = settlePictures(body, pictures);
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(pictures)}"><meta name="referrer" content="no-referrer"><title>Mail</title><style>${style}</style>`;
  return { srcdoc: `<!doctype html><html lang=""><head>${head}</head>${body.outerHTML}</html>`, waiting, links };
}
