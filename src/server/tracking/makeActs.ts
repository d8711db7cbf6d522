/** Everything that a signed-in person can have done, over one store. */
import type { Store } from '../store/db';
import type { Acts } from './acts';
import { body, record, timeline } from './viewRecord';
import { createRecord } from './createRecord';
import { lookup } from './lookup';
import { me } from './me';
import { regard } from './regard';
import { searchRecords } from './searchRecords';
import { saveSettings, settings } from './settings';
import { track } from './track';
import { restore, untrack } from './untrack';

export function makeActs(store: Store, clock: () => Date): Acts {
  const workshop = { store, clock };
  return {
    me: me(workshop),
    lookup: lookup(workshop),
    track: track(workshop),
    untrack: untrack(workshop),
    restore: restore(workshop),
    regard: regard(workshop),
    searchRecords: searchRecords(workshop),
    createRecord: createRecord(workshop),
    record: record(workshop),
    timeline: timeline(workshop),
    body: body(workshop),
    settings: settings(workshop),
    saveSettings: saveSettings(workshop),
  };
}
