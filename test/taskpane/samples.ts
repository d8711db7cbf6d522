/** Ready-made pieces for the tests of the pane. */
import type { RecordView, ResolvedPerson } from '../../src/contract/records';
import { defaultSettings, type SettingsReply } from '../../src/contract/settings';
import type { LookupReply, Tracking } from '../../src/contract/tracking';
import { correlate } from '../../src/correlation/correlate';
import { decide } from '../../src/correlation/decide';
import { extractKeys } from '../../src/correlation/keys';
import type { Candidate, Mail, Regarding } from '../../src/correlation/mail';
import type { Known } from '../../src/taskpane/state';
import { policyOf } from '../../src/taskpane/verdict';

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const user = { address: 'alice@northwind.example', name: 'Alice Berg' };

export const settings: SettingsReply = {
  version: 7,
  settings: defaultSettings,
  tokenLayouts: [defaultSettings.token],
  users: ['alice@northwind.example', 'bob@northwind.example'],
  ownDomains: ['northwind.example'],
  changedBy: null,
  reason: null,
};

export const renewal: Regarding = { type: 'opportunity', id: uuid(50), name: 'Contoso renewal', state: 'open' };
export const annaRecord: RecordView = {
  type: 'contact',
  id: uuid(51),
  name: 'Anna Kowalska',
  detail: 'Contoso',
  state: 'open',
  email: 'anna@contoso.example',
};

export const mail: Mail = {
  kind: 'message',
  direction: 'incoming',
  subject: 'Re: Offer',
  from: { address: 'anna@contoso.example', name: 'Anna K.' },
  sender: null,
  replyTo: [],
  to: [user],
  cc: [],
  bcc: [],
  messageId: '<reply@contoso.example>',
  headers: 'Message-ID: <reply@contoso.example>\r\nIn-Reply-To: <parent@northwind.example>\r\nSubject: Re: Offer\r\n',
  conversation: null,
  sentAt: '2026-05-04T10:00:00.000Z',
  itemClass: 'IPM.Note',
  sensitivity: 'normal',
  body: { html: null, text: null },
  attachments: [],
  returnedHeaders: null,
  attachedHeaders: [],
};

export const candidate = (change: Partial<Candidate> = {}): Candidate => ({
  activityId: uuid(1),
  shared: [{ kind: 'id', value: 'parent@northwind.example' }],
  messageId: 'parent@northwind.example',
  direction: 'outgoing',
  subject: 'Offer',
  topic: 'offer',
  people: ['alice@northwind.example', 'anna@contoso.example'],
  from: 'alice@northwind.example',
  threadPeople: ['alice@northwind.example', 'anna@contoso.example'],
  threadId: uuid(2),
  sentAt: '2026-05-03T10:00:00.000Z',
  conversationIndexDepth: null,
  regarding: renewal,
  trackedBy: 'Alice Berg',
  trackedAt: '2026-05-03T10:05:00.000Z',
  ...change,
});

export const tracking = (change: Partial<Tracking> = {}): Tracking => ({
  activityId: uuid(10),
  state: 'tracked',
  version: 1,
  regarding: renewal as Tracking['regarding'],
  receipts: [{ address: user.address, name: user.name, at: '2026-05-04T11:00:00.000Z' }],
  method: 'replyTo',
  reason: 'Replies to the mail from alice@northwind.example of 3 May 2026, matched by In-Reply-To.',
  trackedBy: user,
  trackedAt: '2026-05-04T11:00:00.000Z',
  ...change,
});

export const anna: ResolvedPerson = { address: 'anna@contoso.example', user: null, records: [annaRecord] };
export const aliceHerself: ResolvedPerson = { address: user.address, user: { name: user.name }, records: [] };
export const stranger: ResolvedPerson = { address: 'anna@contoso.example', user: null, records: [] };

export const lookupReply = (change: Partial<LookupReply> = {}): LookupReply => ({
  own: null,
  candidates: [],
  people: [anna, aliceHerself],
  settingsVersion: 7,
  settings,
  ...change,
});

/** What the pane would know of this mail after this reply. */
export function knownOf(reply: Partial<LookupReply> = {}, change: Partial<Mail> = {}): Known {
  const read = { ...mail, ...change };
  const keys = extractKeys(read);
  const correlation = correlate(keys, reply.candidates ?? [], policyOf(settings));
  const decision = decide(correlation, keys, policyOf(settings));
  return {
    mail: read,
    headers: { got: 'headers' },
    stamp: null,
    keys,
    own: reply.own ?? null,
    correlation,
    decision,
    people: reply.people ?? [anna, aliceHerself],
    settings,
  };
}
