/** What each question is for, in the OpenAPI document alone: pages do not carry it. */
import type { EndpointName } from '../../contract/endpoints';

export const summaries: Record<EndpointName, string> = {
  me: 'Who is signed in, and in which organisation',
  lookup: 'Everything known about one mail',
  track: 'Track a mail',
  untrack: 'Take back one’s own tracking',
  restore: 'Undo untrack',
  regard: 'Set or change the record',
  trackSent: 'Track a mail that was just sent',
  leaveSent: 'Leave a mail alone that was called back before it left',
  meet: 'The sent copy of a tracked mail was met',
  pending: 'Sent mail whose copy nobody met yet',
  mintToken: 'A tracking token for a mail that is being written',
  lease: 'Numbers for tokens that are made without a line',
  numberSpaces: 'How full the numbers of each user are',
  preferences: 'What the asker chose for themselves',
  savePreferences: 'Choose for oneself',
  searchRecords: 'Find records',
  createRecord: 'Create a contact or lead',
  record: 'One record',
  timeline: 'The tracked mail of a record, newest first',
  body: 'The body of a tracked mail',
  settings: 'The settings of the organisation',
  saveSettings: 'Change the settings',
};
