/** The stamp as it lies in the custom property: on a draft, and afterwards on its sender's copy. */
import { readStamp, STAMP_PROPERTY, type Stamp } from '../contract/stamp';
import { ask, type Asking } from './calls';
import type { ComposeItem, ReadItem } from './openItem';

export type Properties = Office.CustomProperties | null;

/** What a message of one's own was stamped with before it was sent: custom properties stay on the sent copy. Never rejects. */
export const readSentStamp = (item: ReadItem, asking: Asking): Promise<Stamp | null> =>
  loadProperties(item, asking).then((properties) => readStamp(valueOf(properties)));

export const loadProperties = (item: ComposeItem | ReadItem, asking: Asking): Promise<Properties> =>
  ask<Office.CustomProperties>(asking, (done) => item.loadCustomPropertiesAsync(done));

/** What another add-in or a rule put there may be anything; `get` throws in some clients where nothing is. */
export function valueOf(properties: Properties): unknown {
  try {
    return properties?.get(STAMP_PROPERTY) as unknown;
  } catch {
    return null;
  }
}
