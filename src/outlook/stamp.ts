/**
 * The stamp on a draft, by every carrier that the client has: the mark in our header, the stamp in a custom property and,
 * for handlers of classic Outlook on Windows, which see a new property only after the draft was saved, in the session data.
 * A carrier that fails never costs the others.
 */
import { readStamp, STAMP_PROPERTY, writeStamp, type Stamp } from '../contract/stamp';
import { MARK_HEADER } from '../correlation/markHeader';
import type { Answer, CallOptions, Calls } from './calls';
import { stampParts } from './carriers';
import type { ComposeItem, ReadItem } from './openItem';

export interface HeldStamp {
  /** As it was found; null on a draft that carries none of ours. */
  readonly stamp: Stamp | null;
  /** null takes it off. Tells which of the carriers took it. */
  write(stamp: Stamp | null): Promise<{ readonly header: boolean; readonly property: boolean }>;
}

export interface StampDoors {
  readonly calls: Calls;
  readonly options?: CallOptions;
}

/** Never rejects; a client without any of the carriers holds a stamp that nobody finds again. */
export async function holdStamp(item: ComposeItem, doors: StampDoors): Promise<HeldStamp> {
  const [session, properties] = await Promise.all([readSession(item, doors), loadProperties(item, doors)]);
  return {
    stamp: readStamp(session) ?? readStamp(valueOf(properties)),
    async write(stamp) {
      const text = stamp && writeStamp(stamp);
      const [header, property] = await Promise.all([
        writeHeader(item, stamp?.mark ?? null, doors),
        saveProperty(properties, text, doors),
        writeSession(item, text, doors),
      ]);
      return { header: did(header), property: did(property) };
    },
  };
}

/** What a message of one's own was stamped with before it was sent: custom properties stay on the sent copy. Never rejects. */
export async function readSentStamp(item: ReadItem, doors: StampDoors): Promise<Stamp | null> {
  return readStamp(valueOf(await loadProperties(item, doors)));
}

const did = (answer: Answer<unknown> | null) => answer?.did === 'answer';

async function loadProperties(item: ComposeItem | ReadItem, { calls, options }: StampDoors) {
  const answer = await calls.try<Office.CustomProperties>((done) => item.loadCustomPropertiesAsync(done), options);
  return answer.did === 'answer' ? answer.value : null;
}

/** What another add-in or a rule put there may be anything; `get` throws in some clients where nothing is. */
function valueOf(properties: Office.CustomProperties | null): unknown {
  try {
    return properties?.get(STAMP_PROPERTY) as unknown;
  } catch {
    return null;
  }
}

function saveProperty(properties: Office.CustomProperties | null, text: string | null, { calls, options }: StampDoors) {
  if (properties === null) return null;
  return calls.try<void>((done) => {
    if (text === null) properties.remove(STAMP_PROPERTY);
    else properties.set(STAMP_PROPERTY, text);
    properties.saveAsync(done);
  }, options);
}

function writeHeader(item: ComposeItem, mark: string | null, { calls, options }: StampDoors) {
  const { internetHeaders } = stampParts(item);
  if (!internetHeaders) return null;
  return calls.try<void>(
    (done) =>
      mark === null
        ? internetHeaders.removeAsync([MARK_HEADER], done)
        : internetHeaders.setAsync({ [MARK_HEADER]: mark }, done),
    options,
  );
}

async function readSession(item: ComposeItem, { calls, options }: StampDoors): Promise<unknown> {
  const { sessionData } = stampParts(item);
  if (!sessionData) return null;
  const answer = await calls.try<string>((done) => sessionData.getAsync(STAMP_PROPERTY, done), options);
  return answer.did === 'answer' ? answer.value : null;
}

function writeSession(item: ComposeItem, text: string | null, { calls, options }: StampDoors) {
  const { sessionData } = stampParts(item);
  if (!sessionData) return null;
  return calls.try<void>(
    (done) =>
      text === null ? sessionData.removeAsync(STAMP_PROPERTY, done) : sessionData.setAsync(STAMP_PROPERTY, text, done),
    options,
  );
}
