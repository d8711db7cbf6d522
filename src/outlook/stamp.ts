/**
 * The stamp on a draft, by every carrier that the client has: the mark in our header, the stamp in a custom property and,
 * for handlers of classic Outlook on Windows, which see a new property only after the draft was saved, in the session data.
 * A carrier that fails never costs the others.
 */
import { isInherited, readStamp, STAMP_PROPERTY, writeStamp, type Stamp } from '../contract/stamp';
import { MARK_HEADER } from '../correlation/markHeader';
import { ask, did, type Asking } from './calls';
import { stampParts } from './carriers';
import type { ComposeItem } from './openItem';
import { loadProperties, valueOf, type Properties } from './sentStamp';

export interface HeldStamp {
  /** As it was found; null on a draft that carries none of ours. */
  readonly stamp: Stamp | null;
  /** It was written since this form was opened: no other mail's choice. */
  readonly here: boolean;
  /** null takes it off; of a mail that is left alone others see nothing. Tells which of the carriers took it. */
  write(stamp: Stamp | null): Promise<{ readonly header: boolean; readonly property: boolean }>;
}

/** What was chosen for this very draft, as far as it tells itself. `subject` null: the client does not tell. */
export const chosenHere = ({ stamp, here }: HeldStamp, subject: string | null): Stamp | null =>
  stamp && (here || !isInherited(stamp, subject)) ? stamp : null;

/** Never rejects; a client without any of the carriers holds a stamp that nobody finds again. */
export async function holdStamp(item: ComposeItem, asking: Asking): Promise<HeldStamp> {
  const [session, properties] = await Promise.all([readSession(item, asking), loadProperties(item, asking)]);
  const property = valueOf(properties);
  /** What both hold: it need not be written again while a send waits. */
  let stands = session === null || session === property ? property : null;
  return {
    stamp: readStamp(session) ?? readStamp(property),
    here: session !== null,
    async write(stamp) {
      const text = stamp && writeStamp(stamp);
      const same = text !== null && text === stands;
      const [header, saved] = await Promise.all([
        writeHeader(item, stamp?.track ? stamp.mark : null, asking),
        same || saveProperty(properties, text, asking),
        same || writeSession(item, text, asking),
      ]);
      stands = saved ? text : null;
      return { header, property: saved };
    },
  };
}

/** Where a part is missing the call throws, which counts as a refusal. */
const saveProperty = (properties: Properties, text: string | null, asking: Asking) =>
  did(asking, (done) => {
    if (text === null) properties!.remove(STAMP_PROPERTY);
    else properties!.set(STAMP_PROPERTY, text);
    properties!.saveAsync(done);
  });

const writeHeader = (item: ComposeItem, mark: string | null, asking: Asking) =>
  did(asking, (done) => {
    const { internetHeaders } = stampParts(item);
    if (mark === null) internetHeaders!.removeAsync([MARK_HEADER], done);
    else internetHeaders!.setAsync({ [MARK_HEADER]: mark }, done);
  });

const readSession = (item: ComposeItem, asking: Asking) =>
  ask<string>(asking, (done) => stampParts(item).sessionData!.getAsync(STAMP_PROPERTY, done));

const writeSession = (item: ComposeItem, text: string | null, asking: Asking) =>
  did(asking, (done) => {
    const { sessionData } = stampParts(item);
    if (text === null) sessionData!.removeAsync(STAMP_PROPERTY, done);
    else sessionData!.setAsync(STAMP_PROPERTY, text, done);
  });
