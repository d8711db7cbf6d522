/** The subject of a draft. */
import { ask, did, type Asking } from './calls';
import { stampParts } from './carriers';
import type { ComposeItem } from './openItem';

/** null where the client does not tell: then nothing may be written over it. */
export const readSubject = (item: ComposeItem, asking: Asking): Promise<string | null> =>
  ask<string>(asking, (done) => stampParts(item).subject.getAsync(done));

/** False where the client refused it; the mail is none the worse. */
export const setSubject = (item: ComposeItem, subject: string, asking: Asking): Promise<boolean> =>
  did(asking, (done) => stampParts(item).subject.setAsync(subject, done));
