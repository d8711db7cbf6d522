/** Somebody of the house who knows a little, and tries to read more: by forged letters, exports, and doors at the side. */
import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../../src/contract/settings';
import type { TrackSent } from '../../src/contract/sending';
import { createRecord, createUser } from '../../src/server/store/seeding';
import { readTeams, saveTeam } from '../../src/server/store/teams';
import { addTrial, endTrial, goOn, readTrial } from '../../src/server/store/trials';
import type { User } from '../../src/server/store/users';
import { implementations } from '../tools/database';
import { fileAbout } from './personFile';
import { body, expectProblem, furnish, keysOf, NOW, refOf, seed, trackOf, type House, type WireKeys } from './samples';

const person = ({ address, name }: { address: string; name: string }) => ({ address, name });
const SECRET = 'Nobody else shall know this.';

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  let olga: User;
  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    const { store } = house.db;
    const { orgId } = house.alice;
    olga = await createUser(store, orgId, { address: 'olga@northwind.example', name: 'Olga Owner', role: 'user' });
    await store.change(orgId, (ask) => saveTeam(ask, orgId, 'Night', [olga.address]));
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const textOf = (who: User, activityId: string) =>
    house.acts.body(who, { body: undefined, params: { activityId } }).then(({ text }) => text);

  /** Mail that Olga wrote and tracked, for herself and whom she wrote to. */
  async function trackOlgas(part: Partial<WireKeys> = {}, isPrivate = true) {
    const keys = keysOf({
      direction: 'outgoing',
      from: olga.address,
      recipients: ['guest@litware.example'],
      topic: 'merger with litware',
      ...part,
    });
    const mail = {
      subject: 'Merger with Litware',
      from: person(olga),
      to: keys.recipients.map((address) => ({ address, name: 'Guest' })),
      html: null,
      text: SECRET,
    };
    const letter = trackOf({ keys, mail, because: { reason: 'Its subject is Merger with Litware.' } });
    const { tracking } = await house.acts.track(olga, body({ ...letter, private: isPrivate }));
    return { keys, tracking };
  }

  test.each([true, false])(
    'V3 a sent mail of one’s own does not give way to a mail that one may not read (private: %s)',
    async (isPrivate) => {
      const { keys, tracking } = await trackOlgas({}, isPrivate);
      const { bob } = house;
      const mark = randomUUID();
      const forged = keysOf({
        direction: 'outgoing',
        ...{ from: bob.address, recipients: [bob.address], topic: '', messageId: `mark:${mark}`, mark },
      });
      const sent: TrackSent = {
        ...trackOf({
          keys: forged,
          regarding: refOf(house.anna),
          mail: { subject: '', from: person(bob), to: [person(bob)] },
        }),
        byRule: false,
      };
      const own = await house.acts.trackSent(bob, body(sent));
      const copy = { ...forged, from: olga.address, messageId: keys.messageId, sentAt: null };
      const meeting = { requestId: randomUUID(), activityId: own.tracking?.activityId ?? '', keys: copy };
      await house.acts.meet(bob, body(meeting)).catch(() => undefined);
      await expectProblem(textOf(bob, tracking.activityId), 'unknownTracking');
      expect(await textOf(olga, tracking.activityId)).toBe(SECRET);
    },
  );

  test('V3 who knows the ids of a mail alone brings back nothing that its owner took from a record', async () => {
    const { store } = house.db;
    const address = 'mate@northwind.example';
    const mate = await createUser(store, olga.orgId, { address, name: 'Mat Mate', role: 'user' });
    await store.change(olga.orgId, (ask) => saveTeam(ask, olga.orgId, 'Day', [olga.address, mate.address]));
    const teamId = (await store.look(olga.orgId, (ask) => readTeams(ask, olga.orgId))).find(
      ({ name }) => name === 'Day',
    )?.teamId;
    const made = await createRecord(store, olga.orgId, {
      ...seed({ name: 'Dora Day' }),
      sharing: { ownerId: olga.userId, teamId: teamId ?? 0, access: 'team' },
    });
    const { keys, tracking } = await trackOlgas({ recipients: ['dora@litware.example'] }, false);
    const { activityId } = tracking;
    const at = (version: number) => ({ requestId: randomUUID(), activityId, version });
    const { tracking: moved } = await house.acts.regard(
      olga,
      body({ ...at(tracking.version), regarding: refOf(made) }),
    );
    expect(await textOf(mate, activityId)).toBe(SECRET);
    const { tracking: taken } = await house.acts.untrack(olga, body(at(moved.version)));
    await house.acts.track(house.bob, body(trackOf({ keys, mail: { text: 'guessed', html: null } })));
    await expectProblem(textOf(mate, activityId), 'unknownTracking');
    expect(taken.state).toBe('untracked');
    expect(await textOf(olga, activityId)).toBe(SECRET);
  });

  test('V3 who reads a mail on its record alone reads it no more once it is private, whatever they tracked of it', async () => {
    const { bob, anna } = house;
    const { keys, tracking } = await trackOlgas({ recipients: ['rita@litware.example'] }, false);
    const { activityId } = tracking;
    const at = (version: number) => ({ requestId: randomUUID(), activityId, version });
    await house.acts.regard(olga, body({ ...at(tracking.version), regarding: refOf(anna) }));
    expect(await textOf(bob, activityId)).toBe(SECRET);
    const forged = trackOf({ keys, regarding: refOf(anna), mail: { text: 'guessed', html: null, cc: [person(bob)] } });
    const { tracking: joined } = await house.acts.track(bob, body(forged));
    await house.acts.setPrivate(olga, body({ ...at(joined.version), private: true }));
    await expectProblem(textOf(bob, activityId), 'unknownTracking');
  });

  test('D1 the audit says who came into a team and who went', async () => {
    const save = (members: string[]) => house.acts.saveTeam(house.alice, body({ name: 'Dusk', members }));
    await save([olga.address]);
    await save([house.bob.address]);
    const { rows } = await house.acts.audit(house.alice, body({ kind: 'people' }));
    const [last] = rows.filter(({ entityId }) => entityId === 'Dusk');
    expect(JSON.stringify(last?.changes)).toContain(house.bob.address);
    expect(JSON.stringify(last?.changes)).toContain(olga.address);
  });

  test('V1 a record is shared with a team of its owner’s and no other, whatever was said before', async () => {
    const made = await createRecord(house.db.store, olga.orgId, {
      ...seed({ name: 'Carl Own' }),
      sharing: { ownerId: olga.userId, teamId: null, access: 'owner' },
    });
    const share = (access: 'owner' | 'team', team?: string) =>
      house.acts.shareRecord(olga, {
        body: { requestId: randomUUID(), access, ...(team === undefined ? {} : { team }) },
        params: refOf(made),
      });
    await expectProblem(share('team', 'Sales'), 'badInput');
    const { sharing } = await share('owner', 'Sales');
    expect(sharing.team).not.toBe('Sales');
    await expectProblem(share('team', 'Sales'), 'badInput');
    expect((await share('team', 'Night')).sharing).toMatchObject({ access: 'team', team: 'Night' });
  });

  describe('the file about an address', () => {
    const about = (who: User, address: string) => fileAbout(house.acts, who, address);

    test('V4 D2 tells no subject or reason of private mail to an administrator without the right', async () => {
      const { tracking } = await trackOlgas({ recipients: ['told@litware.example'] });
      const file = await about(house.alice, 'told@litware.example');
      expect(JSON.stringify(file)).toContain(tracking.activityId);
      expect(JSON.stringify(file)).not.toMatch(/merger/i);
      const ada = await createUser(house.db.store, olga.orgId, {
        ...{ address: 'ada@northwind.example', name: 'Ada', role: 'administrator' },
      });
      const grant = { address: ada.address, allowed: true, reason: 'set up' };
      await house.acts.allowBodies(house.alice, body(grant));
      expect(JSON.stringify(await about(ada, 'told@litware.example'))).toContain('Merger with Litware');
    });

    test('D2 holds nothing of somebody whose address only ends alike, and nobody who got a mail blindly', async () => {
      const { alice } = house;
      const theirs = keysOf({ from: 'joanna@contoso.example', topic: 'of joanna alone' });
      await house.acts.track(
        alice,
        body(trackOf({ keys: theirs, mail: { from: { address: 'joanna@contoso.example', name: 'Jo' } } })),
      );
      const keys = keysOf({ recipients: [alice.address, 'blind@litware.example'], topic: 'with a blind copy' });
      await house.acts.track(
        alice,
        body(trackOf({ keys, mail: { bcc: [{ address: 'blind@litware.example', name: '' }] } })),
      );
      const file = JSON.stringify(await about(alice, 'anna@contoso.example'));
      expect(file).toContain('with a blind copy');
      expect(file).not.toMatch(/joanna|blind@/);
      expect(JSON.stringify(await about(alice, 'blind@litware.example'))).toContain('blind@litware.example');
    });
  });

  describe('an address that is erased', () => {
    const ANNA = 'anna@contoso.example';
    const erase = () =>
      house.acts.erasePerson(
        house.alice,
        body({ requestId: randomUUID(), address: ANNA, confirmation: ANNA, reason: 'asked' }),
      );
    const trackFrom = async (text: string, reason = 'By hand.') => {
      const keys = keysOf({ from: 'carl@contoso.example' });
      const from = { address: 'carl@contoso.example', name: 'Carl' };
      const letter = trackOf({ keys, mail: { from, text, html: null }, because: { reason } });
      return (await house.acts.track(house.alice, body(letter))).tracking.activityId;
    };

    test('D2 goes out of quotation marks, lists and the lines of a reply, and leaves longer addresses whole', async () => {
      const forms = [`'${ANNA}'`, `-${ANNA}`, `_${ANNA}_`, `...${ANNA}`, `--${ANNA}--`];
      const others = [
        `jo.${ANNA}`,
        `o'${ANNA}`,
        `jo-${ANNA}`,
        `jo_${ANNA}`,
        `jo--${ANNA}`,
        `d'jo'${ANNA}`,
        `${ANNA}-it.example`,
      ];
      const id = await trackFrom([...forms, ...others].join(' \n'), `So it says:\n${ANNA}\tand ${ANNA}`);
      await erase();
      const erased = 'erased@erased.invalid';
      const text = (await textOf(house.alice, id)) ?? '';
      expect(text.split(' \n').slice(0, forms.length)).toEqual(forms.map((form) => form.replace(ANNA, erased)));
      expect(text.split(' \n').slice(forms.length)).toEqual(others);
      const rows = await house.db.store.look(house.alice.orgId, (ask) =>
        ask({ text: `select 1 from request where org_id = $1 and reply::text like '%says%' || $2 || '%'` }, [
          house.alice.orgId,
          ANNA,
        ]),
      );
      expect(rows).toEqual([]);
    });

    test('D2 is not written down again by a trial of settings that had read of it', async () => {
      const { orgId, userId } = house.alice;
      const trial = { trialId: randomUUID(), startedBy: userId, at: NOW, version: 0, days: 1, total: 1 };
      const { store } = house.db;
      await store.change(orgId, (ask) => addTrial(ask, orgId, { ...trial, settings: defaultSettings }, new Date(0)));
      await erase();
      const running = { orgId, trialId: trial.trialId, at: NOW };
      expect(await store.change(orgId, (ask) => goOn(ask, running, 1))).toBe(false);
      await store.change(orgId, (ask) => endTrial(ask, running, { state: 'done', result: { why: ANNA } }));
      const stored = await store.look(orgId, (ask) => readTrial(ask, orgId));
      expect(JSON.stringify(stored)).not.toContain(ANNA);
    });
  });
});
