/** A mail's body in a frame that runs no script and loads nothing: only what the message itself carries is shown. */
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { showImages } from '../mailbox/inlineImages';
import { inertHtml, rootOf } from '../mailbox/inert';
import { escapeHtml } from '../mailbox/plainText';
import type { FileOnMail } from '../mailbox/shapes';

interface Props {
  readonly body: { readonly html: string | null; readonly text: string | null };
  readonly attachments: readonly FileOnMail[];
  readonly dark: boolean;
}

export const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";
const PAPER = {
  light: 'html{color-scheme:light;background:#fff;color:#242424}',
  dark: 'html{color-scheme:dark;background:#292929;color:#f0f0f0}a{color:#62abf5}',
};
export const TYPE =
  'html{font:15px/1.5 "Segoe UI",system-ui,sans-serif}body{margin:16px;overflow-wrap:anywhere}img{max-width:100%}pre{white-space:pre-wrap;font:inherit}';

/** Stays for all mails: what it forbids holds for everything that is shown in it, and a new page for each costs a frame. */
const EMPTY = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">`;

export function MailBody({ body, attachments, dark }: Props) {
  const page = useMemo(() => makePage({ body, attachments, dark }), [body, attachments, dark]);
  const frame = useRef<HTMLIFrameElement>(null);
  const [{ sheet, blank }, setPaper] = useState(FIRST);
  useLayoutEffect(() => {
    if (blank && !(frame.current && show(frame.current, page))) setPaper(anew);
  }, [blank, page]);
  return (
    <iframe
      key={sheet}
      ref={frame}
      className="mail-body"
      title="Message text"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      srcDoc={EMPTY}
      onLoad={() => setPaper(arrived)}
      data-testid="body"
    />
  );
}

/** `blank`: our own empty page has come, and can be written on. */
interface Paper {
  readonly sheet: number;
  readonly blank: boolean;
}
const FIRST: Paper = { sheet: 0, blank: false };
const anew = ({ sheet }: Paper): Paper => ({ sheet: sheet + 1, blank: false });

/** What comes second is a page that a mail led the frame to: it is put away, and what it allows with it. */
const arrived = (paper: Paper): Paper => (paper.blank ? anew(paper) : { ...paper, blank: true });

/** False where the frame is no longer ours to write in. */
function show({ contentDocument, contentWindow }: HTMLIFrameElement, page: string): boolean {
  if (!contentDocument) return false;
  rootOf(contentDocument).replaceWith(rootOf(new DOMParser().parseFromString(page, 'text/html')));
  contentWindow?.scrollTo(0, 0);
  return true;
}

/** What somebody laid out stays on white paper; plain text takes the reader's theme. Links open beside, never here. */
export function makePage({ body, attachments, dark }: Props): string {
  const inside =
    body.html === null ? `<pre>${escapeHtml(body.text ?? '')}</pre>` : showImages(inertHtml(body.html), attachments);
  const paper = dark && body.html === null ? PAPER.dark : PAPER.light;
  return `<!doctype html><base target="_blank"><style>${paper}${TYPE}</style>${inside}`;
}
