/** Who sees what: every reader, every record, private or not, through every question that could tell. */
import { randomUUID } from 'node:crypto';
import { Problem } from '../../src/contract/problems';
import type { RecordView } from '../../src/contract/records';
import type { Tracking } from '../../src/contract/tracking';
import type { Access } from '../../src/server/store/records';
import { createRecord, createUser } from '../../src/server/store/seeding';
import { saveTeam } from '../../src/server/store/teams';
import type { User } from '../../src/server/store/users';
import { readUserCommand } from '../../src/server/peopleCommands';
import { implementations, withClient } from '../tools/database';
import { body, furnish, keysOf, refOf, seed, trackOf, type House, type WireKeys } from './samples';

const READERS = ['owner', 'mate', 'other', 'participant', 'administrator', 'granted', 'stranger'] as const;
type ReaderName = (typeof READERS)[number];
const ACCESSES = ['owner', 'team', 'organisation'] as const satisfies readonly Access[];

/** Told of nobody who may not read it. */
const SECRETS = ['Merger with Litware', 'nobody else shall know', 'Plan B', 'secret.docx', 'guest@litware.example'];
const NAME = 'Project Nightingale';

interface Case {
  readonly access: Access;
  readonly isPrivate: boolean;
  readonly record: RecordView;
  readonly keys: WireKeys;
  readonly tracking: Tracking;
}

interface Expected {
  readonly record: boolean;
  readonly head: boolean;
}

function expected(reader: ReaderName, access: Access, isPrivate: boolean): Expected {
  if (reader === 'stranger') return { record: false, head: false };
  const record = reader === 'owner' || access === 'organisation' || (access === 'team' && reader === 'mate');
  return { record, head: reader === 'owner' || reader === 'participant' || (record && !isPrivate) };
}

const combinations = ACCESSES.flatMap((access) => [false, true].map((isPrivate) => ({ access, isPrivate })));
const matrix = combinations.flatMap((each) => READERS.map((reader) => ({ ...each, reader })));

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  let people: Record<ReaderName, User>;
  let cases: Case[];

  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    people = await gather(house);
    cases = [];
    for (const each of combinations) cases.push(await prepare(house, people, each));
  }, 60_000);
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const caseOf = (access: Access, isPrivate: boolean) =>
    cases.find((each) => each.access === access && each.isPrivate === isPrivate) as Case;

  describe.each(matrix)('$reader, record for the $access, private: $isPrivate', ({ reader, access, isPrivate }) => {
    const { record: seesRecord, head: seesHead } = expected(reader, access, isPrivate);
    const who = () => people[reader];
    const at = () => caseOf(access, isPrivate);
    const says = (reply: unknown) => JSON.stringify(reply);
    const silentAbout = (reply: unknown, { record }: Case) => {
      if (!seesHead) for (const secret of SECRETS) expect(says(reply)).not.toContain(secret);
      if (seesRecord) return;
      expect(says(reply)).not.toContain(NAME);
      expect(says(reply)).not.toContain(record.id);
    };

    test('V1 finds the record by its name, or does not', async () => {
      const reply = await house.acts.searchRecords(who(), body({ text: NAME, around: [], types: [] }));
      expect(reply.records.some(({ id }) => id === at().record.id)).toBe(seesRecord);
    });

    test('V1 opens the record, or is told what is told of one that never was', async () => {
      const open = (ref: { id: string }) =>
        codeOf(house.acts.record(who(), { body: undefined, params: { type: 'opportunity', id: ref.id } }));
      expect(await open(at().record)).toBe(seesRecord ? 'done' : await open({ id: randomUUID() }));
    });

    test('V1 reads the timeline: the mail, a veil, or nothing', async () => {
      const ask = house.acts.timeline(who(), { body: undefined, params: refOf(at().record) });
      if (!seesRecord) return expect(await codeOf(ask)).toBe('unknownRecord');
      const reply = await ask;
      const [mail] = reply.activities.filter(({ activityId }) => activityId === at().tracking.activityId);
      expect(mail?.veiled === true).toBe(!seesHead);
      expect(mail?.subject).toBe(seesHead ? 'Merger with Litware' : 'Private mail of Olga Owner');
      silentAbout(reply, at());
    });

    test('V1 reads the text, or is told what is told of none', async () => {
      const read = (activityId: string) => codeOf(house.acts.body(who(), { body: undefined, params: { activityId } }));
      expect(await read(at().tracking.activityId)).toBe(seesHead ? 'done' : await read(randomUUID()));
    });

    test('V2 an answer finds its thread whoever asks, and tells no more than they may know', async () => {
      if (reader === 'stranger') return;
      const keys = keysOf({ inReplyTo: [at().keys.messageId], mailKind: 'reply', recipients: [who().address] });
      const reply = await house.acts.lookup(who(), body({ keys, settingsVersion: 0 }));
      const [candidate] = reply.candidates.filter(({ activityId }) => activityId === at().tracking.activityId);
      expect(candidate?.regarding).toMatchObject(
        seesRecord ? { id: at().record.id } : { hidden: true, name: 'a record that you may not see' },
      );
      expect(candidate?.subject === 'Merger with Litware').toBe(seesHead);
      silentAbout(reply, at());
    });

    test('V2 the same mail in another mailbox is known as tracked, and tells no more', async () => {
      if (reader === 'stranger') return;
      const reply = await house.acts.lookup(who(), body({ keys: at().keys, settingsVersion: 0 }));
      expect(reply.own?.activityId).toBe(at().tracking.activityId);
      expect(reply.own?.regarding?.hidden === true).toBe(!seesRecord);
      expect(reply.own?.private === true).toBe(isPrivate);
      silentAbout(reply, at());
    });

    test('V2 the people of a mail show the record as theirs, or not at all', async () => {
      const keys = keysOf({ from: addressOf(at()), recipients: [who().address] });
      const reply = await house.acts.lookup(who(), body({ keys, settingsVersion: 0 }));
      expect(reply.people[0]?.records.some(({ id }) => id === at().record.id)).toBe(seesRecord);
    });

    test('V2 an answer is tracked to the record that its thread has, seen or not', async () => {
      if (reader === 'stranger') return;
      const keys = keysOf({ inReplyTo: [at().keys.messageId], mailKind: 'reply', recipients: [who().address] });
      const { candidates } = await house.acts.lookup(who(), body({ keys, settingsVersion: 0 }));
      const found = candidates.find(({ activityId }) => activityId === at().tracking.activityId);
      const regarding = found?.regarding ? { type: found.regarding.type, id: found.regarding.id } : null;
      const because = { method: 'replyTo', matched: found?.activityId ?? null } as const;
      const reply = await house.acts.track(who(), body(trackOf({ keys, regarding, because })));
      expect(await recordIdOf(house, reply.tracking.activityId)).toBe(at().record.id);
      expect(reply.tracking.regarding?.hidden === true).toBe(!seesRecord);
      silentAbout({ ...reply, tracking: { ...reply.tracking, reason: '' } }, at());
    });

    test('V1 regards, untracks and restores what is theirs to change, and no other', async () => {
      const { activityId } = at().tracking;
      const letter = async () => {
        const version = await versionOf(house, activityId);
        return { requestId: randomUUID(), activityId, version };
      };
      const regard = await codeOf(
        house.acts.regard(who(), body({ ...(await letter()), regarding: refOf(at().record) })),
      );
      const mayRegard = seesHead && seesRecord;
      expect(regard).toBe(mayRegard ? 'done' : seesHead && reader !== 'stranger' ? 'notAllowed' : 'unknownTracking');
      if (reader === 'owner') return;
      const unknown = seesHead ? 'notAllowed' : 'unknownTracking';
      expect(await codeOf(house.acts.untrack(who(), body(await letter())))).toBe(unknown);
      expect(await codeOf(house.acts.restore(who(), body(await letter())))).toBe(unknown);
      expect(await codeOf(house.acts.setPrivate(who(), body({ ...(await letter()), private: !isPrivate })))).toBe(
        unknown,
      );
    });

    test('V3 who knows the ids of a mail and not its text gets a receipt and nothing to read', async () => {
      if (reader === 'stranger' || seesHead) return;
      const forged = trackOf({
        keys: { ...at().keys, direction: 'incoming' },
        regarding: refOf(house.deal),
        mail: { text: 'guessed', html: null, cc: [{ address: who().address, name: 'Me' }] },
      });
      const { tracking } = await house.acts.track(who(), body(forged));
      expect(tracking.activityId).toBe(at().tracking.activityId);
      expect(await recordIdOf(house, tracking.activityId)).toBe(at().record.id);
      expect(await codeOf(house.acts.body(who(), { body: undefined, params: tracking }))).toBe('unknownTracking');
      silentAbout(tracking, at());
      const version = await versionOf(house, tracking.activityId);
      const back = body({ requestId: randomUUID(), activityId: tracking.activityId, version });
      expect(await codeOf(house.acts.untrack(who(), back))).toBe('done');
    });

    test('V4 a body is opened with the right and a reason alone, and the audit keeps both', async () => {
      const open = house.acts.openBody(who(), {
        body: { reason: 'A complaint' },
        params: { activityId: at().tracking.activityId },
      });
      if (reader !== 'granted') return expect(['notAllowed', 'unknownTracking']).toContain(await codeOf(open));
      expect((await open).text).toContain('nobody else shall know');
      const { rows } = await house.acts.audit(house.alice, body({ kind: 'reading' }));
      expect(rows[0]).toMatchObject({ entityId: at().tracking.activityId, why: 'A complaint' });
    });
  });

  test('V4 the list of all mail names no private subject and no text', async () => {
    const reply = await house.acts.mails(people.administrator, body({ text: '', after: null }));
    const listed = reply.mails.filter(({ owner }) => owner === 'Olga Owner');
    expect([...new Set(listed.filter((mail) => mail.private).map(({ subject }) => subject))]).toEqual([null]);
    expect(JSON.stringify(reply)).not.toContain('nobody else shall know');
    const found = await house.acts.mails(people.administrator, body({ text: 'merger', after: null }));
    expect(found.mails.filter((mail) => mail.private)).toEqual([]);
    expect(found.mails.length).toBeGreaterThan(0);
  });

  test('V4 the command line puts people into teams and gives the right, with a row in the audit', async () => {
    const { other, administrator } = people;
    const run = (...words: string[]) =>
      readUserCommand(['set', ...words, '--organisation', 'Northwind Traders'])(house.db.store);
    await run(other.address, '--team', 'Day');
    await run(administrator.address, '--reads-bodies', 'yes');
    const { teams } = await house.acts.teams(house.alice, { body: undefined, params: undefined });
    expect(teams).toContainEqual({ name: 'Day', members: [other.address] });
    const { administrators } = await house.acts.bodyReaders(house.alice, { body: undefined, params: undefined });
    expect(administrators.filter(({ allowed }) => allowed).map(({ name }) => name)).toEqual([
      'Ada Admin',
      'Gil Granted',
    ]);
    await run(administrator.address, '--reads-bodies', 'no');
    await expect(async () =>
      readUserCommand(['set', 'x@y.example', '--organisation', 'N', '--reads-bodies', 'so']),
    ).rejects.toThrow('--reads-bodies is yes or no.');
  });

  test('V1 a statement of the product’s role that names no reader finds records of everybody alone, and no text', async () => {
    await withClient(house.db.app, async (client) => {
      await client.query('set role threadmark_app');
      await client.query(`select set_config('threadmark.org', $1, false)`, [String(house.alice.orgId)]);
      const { rows } = await client.query<{ access: string }>('select distinct access from record');
      expect(rows).toEqual([{ access: 'organisation' }]);
      expect(
        (
          await client.query(`select b.* from activity_body b join activity a using (org_id, activity_id)
where a.private or a.regarding_id is null`)
        ).rows,
      ).toEqual([]);
    });
  });

  test('V4 nobody gives the right to read bodies to themselves', async () => {
    const { administrator, granted } = people;
    const allow = (by: User, whom: User) =>
      codeOf(house.acts.allowBodies(by, body({ address: whom.address, allowed: true, reason: 'because' })));
    expect(await allow(administrator, administrator)).toBe('notAllowed');
    expect(await allow(administrator, granted)).toBe('done');
    expect(await allow(people.stranger, granted)).toBe('notFound');
  });
});

const addressOf = ({ access, isPrivate }: Pick<Case, 'access' | 'isPrivate'>) =>
  `${access}.${isPrivate}@litware.example`;

async function gather(house: House): Promise<Record<ReaderName, User>> {
  const { store } = house.db;
  const { orgId } = house.alice;
  const make = (name: string, role: User['role']) =>
    createUser(store, orgId, { address: `${name.split(' ')[0]?.toLowerCase()}@northwind.example`, name, role });
  const owner = await make('Olga Owner', 'user');
  const mate = await make('Mat Mate', 'user');
  const people = {
    ...{ owner, mate },
    other: await make('Otto Other', 'user'),
    participant: await make('Pia Participant', 'customizer'),
    administrator: await make('Ada Admin', 'administrator'),
    granted: await make('Gil Granted', 'administrator'),
    stranger: house.mallory,
  };
  await store.change(orgId, (ask) => saveTeam(ask, orgId, 'Night', [owner.address, mate.address]));
  await house.acts.allowBodies(house.alice, body({ address: people.granted.address, allowed: true, reason: 'set up' }));
  return people;
}

async function prepare(
  house: House,
  { owner, participant }: Record<ReaderName, User>,
  { access, isPrivate }: Pick<Case, 'access' | 'isPrivate'>,
): Promise<Case> {
  const email = addressOf({ access, isPrivate });
  const made = await createRecord(house.db.store, owner.orgId, {
    ...seed({ type: 'opportunity', name: `${NAME} ${access} ${isPrivate}`, email }),
    sharing: { ownerId: owner.userId, teamId: 2, access },
  });
  const keys = keysOf({ topic: 'merger with litware', recipients: [owner.address, participant.address] });
  const people = [owner, participant].map(({ address, name }) => ({ address, name }));
  const { tracking } = await house.acts.track(
    owner,
    body({
      ...trackOf({
        keys,
        regarding: refOf(made),
        because: { reason: `Plan B belongs to ${NAME}.` },
        mail: {
          subject: 'Merger with Litware',
          to: people,
          cc: [{ address: 'guest@litware.example', name: 'Guest' }],
          html: null,
          text: `Of this ${email} nobody else shall know.`,
          attachments: [{ name: 'secret.docx', contentType: 'a/b', size: 1, inline: false }],
        },
      }),
      private: isPrivate,
    }),
  );
  return { access, isPrivate, record: made, keys, tracking };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Problem) return error.code;
      throw error;
    },
  );

const one = async <T extends object>(house: House, text: string, id: string) => {
  const [row] = await house.db.store.look(house.alice.orgId, (ask) => ask<T>({ text }, [house.alice.orgId, id]));
  return row;
};
const recordIdOf = async (house: House, id: string) =>
  (
    await one<{ id: string }>(
      house,
      'select regarding_id as id from activity where org_id = $1 and activity_id = $2',
      id,
    )
  )?.id;
const versionOf = async (house: House, id: string) =>
  (await one<{ v: number }>(house, 'select version as v from activity where org_id = $1 and activity_id = $2', id))
    ?.v ?? 1;
