/** Images that a message carries and names by `cid:` (RFC 2392), shown and hidden again. */
import type { FileOnMail } from './shapes';

const NAMED = /\bsrc="cid:([^"]*)"/gi;
const SHOWN = /\bsrc="data:[^"]*" data-cid="([^"]*)"/gi;

/** For the eye: the image itself, with the id beside it; a name that no image has leads nowhere. */
export function showImages(html: string, files: readonly FileOnMail[]): string {
  const images = new Map(files.map((file) => [file.contentId?.replace(/[<>]/g, '') ?? '', file]));
  return html.replace(NAMED, (_all, id: string) => {
    const image = images.get(decoded(id));
    if (!image?.contentType.startsWith('image/')) return `data-cid="${id}"`;
    return `src="data:${image.contentType};base64,${image.base64}" data-cid="${id}"`;
  });
}

/** For the wire: the id again. */
export const hideImages = (html: string): string => html.replace(SHOWN, 'src="cid:$1"');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
