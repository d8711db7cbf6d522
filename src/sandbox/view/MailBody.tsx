/** A mail's body in a frame that runs no script and loads nothing: only what the message itself carries is shown. */
import { useMemo } from 'react';
import { escapeHtml } from '../mailbox/plainText';
import type { FileOnMail } from '../mailbox/shapes';

interface Props {
  readonly body: { readonly html: string | null; readonly text: string | null };
  readonly attachments: readonly FileOnMail[];
}

const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";
const PAPER =
  'html{color-scheme:light;background:#fff;color:#242424;font:15px/1.5 "Segoe UI",system-ui,sans-serif}body{margin:16px;overflow-wrap:anywhere}img{max-width:100%}pre{white-space:pre-wrap;font:inherit}';

export function MailBody({ body, attachments }: Props) {
  const page = useMemo(() => makePage(body, attachments), [body, attachments]);
  return <iframe className="mail-body" title="Message" sandbox="" srcDoc={page} data-testid="body" />;
}

export function makePage(body: Props['body'], attachments: Props['attachments']): string {
  const inside =
    body.html === null ? `<pre>${escapeHtml(body.text ?? '')}</pre>` : withInlineImages(body.html, attachments);
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${PAPER}</style>${inside}`;
}

/** `cid:` addresses become the image that the message carries under that id (RFC 2392). */
function withInlineImages(html: string, attachments: Props['attachments']): string {
  const images = new Map(attachments.map((file) => [file.contentId?.replace(/[<>]/g, '') ?? '', file]));
  return html.replace(/\bcid:([^"'\s)>]+)/gi, (address, id: string) => {
    const image = images.get(decodeURIComponentSafely(id));
    return image?.contentType.startsWith('image/') ? `data:${image.contentType};base64,${image.base64}` : address;
  });
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
