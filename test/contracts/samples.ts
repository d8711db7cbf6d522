/** A small organisation, and mails in the shape that a pane asks with. */
import { randomUUID } from 'node:crypto';
import type { Keys, RecordRef } from '../../src/correlation/mail';
import { Problem, type ProblemCode } from '../../src/contract/problems';
import type { Track } from '../../src/contract/tracking';
import type { RecordView } from '../../src/contract/records';
import { createOrganisation, createRecord, createUser, type SeedRecord } from '../../src/server/store/seeding';
import { saveTeam } from '../../src/server/store/teams';
import type { User } from '../../src/server/store/users';
import { makeActs } from '../../src/server/tracking/makeActs';
import type { Acts } from '../../src/server/tracking/acts';
import type { Database } from '../tools/database';

export interface House {
  readonly db: Database;
  readonly acts: Acts;
  readonly alice: User;
  readonly bob: User;
  readonly mallory: User;
  readonly contoso: RecordView;
  readonly anna: RecordView;
  readonly deal: RecordView;
  /** Tailspin's own contact. */
  readonly foreign: RecordView;
}

export const NOW = new Date('2026-11-21T09:00:00.000Z');

export async function furnish(db: Database): Promise<House> {
  const { store } = db;
  const northwind = await createOrganisation(store, { name: 'Northwind Traders', domains: ['northwind.example'] });
  const tailspin = await createOrganisation(store, { name: 'Tailspin Toys', domains: ['tailspin.example'] });
  const alice = await createUser(store, northwind, {
    address: 'alice@northwind.example',
    name: 'Alice Berg',
    role: 'administrator',
  });
  const bob = await createUser(store, northwind, {
    address: 'bob@northwind.example',
    name: 'Bob Lindqvist',
    role: 'user',
  });
  const mallory = await createUser(store, tailspin, {
    address: 'mallory@tailspin.example',
    name: 'Mallory',
    role: 'administrator',
  });
  await store.change(northwind, (ask) => saveTeam(ask, northwind, 'Sales', [alice.address, bob.address]));
  const contoso = await createRecord(store, northwind, seed({ type: 'account', name: 'Contoso' }));
  const anna = await createRecord(
    store,
    northwind,
    seed({ name: 'Anna Keller', email: 'anna@contoso.example', company: 'Contoso', parentId: contoso.id }),
  );
  const deal = await createRecord(
    store,
    northwind,
    seed({ type: 'opportunity', name: '200 chairs', parentId: contoso.id }),
  );
  const foreign = await createRecord(store, tailspin, seed({ name: 'Anna Keller', email: 'anna@contoso.example' }));
  return { db, acts: makeActs(store, () => NOW), alice, bob, mallory, contoso, anna, deal, foreign };
}

export const seed = (part: Partial<SeedRecord> & { name: string }): SeedRecord => ({
  type: 'contact',
  email: null,
  company: null,
  state: 'open',
  parentId: null,
  ...part,
});

export const refOf = ({ type, id }: RecordView): RecordRef => ({ type, id });

/** What the schema library gives: writable. */
type Writable<T> = T extends readonly (infer E)[]
  ? Writable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Writable<T[K]> }
    : T;
export type WireKeys = Writable<Keys>;

export function keysOf(part: Partial<WireKeys> = {}): WireKeys {
  return {
    kind: 'message',
    direction: 'incoming',
    messageId: `${randomUUID()}@contoso.example`,
    aliases: [],
    inReplyTo: [],
    references: [],
    returned: [],
    attached: [],
    conversationIndex: null,
    conversation: null,
    tokens: [],
    mailKind: 'opener',
    automatic: null,
    topic: 'offer',
    from: 'anna@contoso.example',
    recipients: ['alice@northwind.example'],
    sentAt: '2026-11-20T10:00:00Z',
    remarks: [],
    ...part,
  };
}

export function trackOf(
  part: {
    keys?: WireKeys;
    regarding?: RecordRef | null;
    mail?: Partial<Track['mail']>;
    because?: Partial<Track['because']>;
    requestId?: string;
  } = {},
): Track {
  return {
    requestId: part.requestId ?? randomUUID(),
    keys: part.keys ?? keysOf(),
    mail: {
      subject: 'Offer',
      from: { address: 'Anna@Contoso.example', name: 'Anna Keller' },
      to: [{ address: 'alice@northwind.example', name: 'Alice' }],
      cc: [],
      bcc: [],
      html: '<p>Hello</p>',
      text: 'Hello',
      attachments: [],
      ...part.mail,
    },
    regarding: part.regarding ?? null,
    because: { method: 'hand', matched: null, reason: 'Alice tracked it.', ...part.because },
  };
}

export const body = <T>(value: T) => ({ body: value, params: undefined });

export async function expectProblem(work: Promise<unknown>, code: ProblemCode): Promise<Problem> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`The Problem ${code} was expected, not ${String(error)}`);
  expect(error.code).toBe(code);
  return error;
}
