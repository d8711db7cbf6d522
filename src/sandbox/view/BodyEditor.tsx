/** The text being written, in a frame that runs no script: a quotation is somebody else's HTML. */
import { useEffect, useRef, useState } from 'react';
import { bodyOf } from '../mailbox/plainText';
import { hideImages, showImages } from '../mailbox/inlineImages';
import { bodyIn, inertHtml, rootOf } from '../mailbox/inert';
import type { FileOnMail } from '../mailbox/shapes';
import { POLICY, TYPE } from './MailBody';

interface Props {
  readonly html: string;
  /** The images that the text names are among them. */
  readonly files: readonly FileOnMail[];
  readonly label: string;
  readonly dark: boolean;
  /** Takes the caret when it opens. */
  readonly first?: boolean;
  readonly onChange: (html: string) => void;
  readonly onSend: () => void;
}

const PAGE = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${TYPE}p{margin:0 0 .5em}body{outline:none;min-height:calc(100vh - 32px)}html.dark{color-scheme:dark;background:#292929;color:#f0f0f0}</style><body contenteditable="true" role="textbox" aria-multiline="true">`;

const sheetIn = (frame: HTMLIFrameElement | null): HTMLElement | null =>
  frame?.contentDocument ? bodyIn(rootOf(frame.contentDocument)) : null;

export function BodyEditor({ html, files, label, dark, first = false, onChange, onSend }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const written = useRef<string | null>(null);
  const [loaded, setLoaded] = useState(false);

  useEffect(() => {
    const body = sheetIn(frame.current);
    if (!loaded || !body) return undefined;
    return listen(body, {
      typed(text) {
        written.current = text;
        onChange(text);
      },
      send: onSend,
    });
  }, [loaded, onChange, onSend]);

  /** What an add-in changed meanwhile is shown; what was typed here is not written back over the caret. */
  useEffect(() => {
    const body = sheetIn(frame.current);
    if (!loaded || !body || html === written.current) return;
    written.current = html;
    body.innerHTML = bodyOf(showImages(inertHtml(html), files));
  }, [loaded, html, files]);

  useEffect(() => {
    sheetIn(frame.current)?.parentElement?.classList.toggle('dark', dark);
  }, [loaded, dark]);

  useEffect(() => {
    if (loaded && first) sheetIn(frame.current)?.focus();
  }, [loaded, first]);

  useEffect(() => sheetIn(frame.current)?.setAttribute('aria-label', label), [loaded, label]);

  return (
    <iframe
      ref={frame}
      className="editor"
      title={label}
      sandbox="allow-same-origin"
      srcDoc={PAGE}
      onLoad={() => setLoaded(true)}
      data-testid="editor"
    />
  );
}

function listen(body: HTMLElement, to: { typed: (html: string) => void; send: () => void }): () => void {
  const input = (): void => to.typed(hideImages(body.innerHTML));
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) to.send();
  };
  body.addEventListener('input', input);
  body.addEventListener('keydown', key);
  return () => {
    body.removeEventListener('input', input);
    body.removeEventListener('keydown', key);
  };
}
