/** The words of every setting that is a choice, and of the colours that Outlook knows for categories. */
import type { Draft, Field } from './draft';

type Choice<F extends Field> = Draft[F] extends string ? Record<Draft[F], string> : never;

const personal = { free: 'Yes', forced: 'No, they see what holds', hidden: 'No, and they are not shown it' };

export const choices: {
  readonly [
    F in
      | 'smartMatching'
      | 'smartRule'
      | 'forwards'
      | 'withoutOutsiders'
      | 'closedRecords'
      | 'conflictingEvidence'
      | 'whenNumbersRunOut'
      | 'autoTrack'
      | 'recordAccess'
      | 'storeBodies'
      | 'incoming'
      | 'incomingChoice'
      | 'outgoingChoice'
      | 'createRecords'
      | 'createRecordsChoice'
      | 'neverTrackChoice'
  ]: Choice<F>;
} = {
  smartMatching: { off: 'Off', suggest: 'Suggest', automatic: 'Automatic' },
  smartRule: { threadmark: 'Threadmark’s own', dynamics: 'As Dynamics 365 does it, for comparison' },
  forwards: { link: 'Belong to the record of the original', ask: 'Ask first' },
  withoutOutsiders: { link: 'Belongs to the record of the original', ask: 'Ask first' },
  closedRecords: { link: 'Still take mail', ask: 'Ask first', new: 'Take no mail: track without a record' },
  conflictingEvidence: { ask: 'Ask first', strongest: 'Follow the strongest sign' },
  whenNumbersRunOut: { widen: 'Give new tokens one more digit', none: 'Send mail without a token' },
  autoTrack: {
    off: 'Nothing',
    replies: 'Replies to tracked mail',
    known: 'Mail to people with a record',
    everyone: 'Mail to anybody outside',
  },
  storeBodies: { all: 'As it was sent', text: 'Plain text alone', none: 'Nothing' },
  recordAccess: { owner: 'Only who made it', team: 'Their team', organisation: 'Everybody' },
  incoming: {
    all: 'All mail',
    replies: 'Replies to tracked mail',
    people: 'Mail from leads, contacts and accounts',
    enabled: 'Mail from any record with an address',
    none: 'None',
  },
  incomingChoice: personal,
  outgoingChoice: personal,
  createRecords: { no: 'Nothing', contact: 'A contact', lead: 'A lead' },
  createRecordsChoice: personal,
  neverTrackChoice: personal,
};

/** Outlook's presets (Office.MailboxEnums.CategoryColor) with a colour near the one that Outlook paints. */
export const colours: readonly (readonly [preset: string, name: string, css: string])[] = [
  ['Preset0', 'Red', '#e7686e'],
  ['Preset1', 'Orange', '#ef9d4f'],
  ['Preset2', 'Brown', '#c8976d'],
  ['Preset3', 'Yellow', '#f2d64b'],
  ['Preset4', 'Green', '#5cb85c'],
  ['Preset5', 'Teal', '#4cb6ac'],
  ['Preset6', 'Olive', '#9da854'],
  ['Preset7', 'Blue', '#5a9ad8'],
  ['Preset8', 'Purple', '#9373c0'],
  ['Preset9', 'Cranberry', '#c25b86'],
  ['Preset10', 'Steel', '#a5b1c2'],
  ['Preset11', 'Dark steel', '#5d6f83'],
  ['Preset12', 'Gray', '#b5b5b5'],
  ['Preset13', 'Dark gray', '#6f6f6f'],
  ['Preset14', 'Black', '#2b2b2b'],
  ['Preset15', 'Dark red', '#a4262c'],
  ['Preset16', 'Dark orange', '#ca5010'],
  ['Preset17', 'Dark brown', '#8e562e'],
  ['Preset18', 'Dark yellow', '#c19c00'],
  ['Preset19', 'Dark green', '#0b6a0b'],
  ['Preset20', 'Dark teal', '#00666d'],
  ['Preset21', 'Dark olive', '#5c6b1f'],
  ['Preset22', 'Dark blue', '#004e8c'],
  ['Preset23', 'Dark purple', '#4b2d83'],
  ['Preset24', 'Dark cranberry', '#7a1e4b'],
];

const colourName = (preset: string) => colours.find(([key]) => key === preset)?.[1] ?? preset;

/** A value as a reader of a list wants it. */
export function valueWords(field: Field, value: Draft[Field]): string {
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (field === 'HashFilterKeywords') return value || 'Nothing';
  if (field === 'neverTrack') return value.split('\n').join(', ') || 'Nobody';
  if (field === 'categoryColor') return colourName(value);
  const words: Readonly<Record<string, string>> | undefined =
    field in choices ? choices[field as keyof typeof choices] : undefined;
  return words?.[value] ?? value;
}
