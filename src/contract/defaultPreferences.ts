import type { Preferences } from './settings';

/** Apart from its schema: what a page fetches on demand must not tie it to the schema library of the first paint. */
export const defaultPreferences: Preferences = { autoTrack: true, incoming: null, createRecords: null, neverTrack: [] };
