import { makeExecute } from '../../src/sandbox/host/execute';
import { ERROR } from '../../src/sandbox/host/errors';
import { makeStore } from '../../src/sandbox/mailbox/store';
import { addItem, findMessage } from '../../src/sandbox/mailbox/world';
import type { ItemRef, Services, Session } from '../../src/sandbox/host/context';
import type { AddIn, Permission } from '../../src/sandbox/manifest/addIn';
import type { Message, World } from '../../src/sandbox/mailbox/shapes';
import { alice, anna, borrowParser, boxOf, emptyWorld, makeChance, withDraft, withMail } from './tools';

beforeAll(borrowParser);

const addIn: AddIn = {
  id: 'addin-1',
  name: 'T',
  permission: 'ReadWriteMailbox',
  appDomains: [],
  surfaces: { messageRead: [], messageCompose: [], appointmentOrganizer: [], appointmentAttendee: [] },
  functionFile: null,
  launchEvents: [],
};

interface Desk {
  readonly call: (id: number, params?: object) => Promise<Reply>;
  readonly together: (ids: readonly number[]) => Promise<Reply[]>;
  readonly message: () => Message;
  readonly world: () => World;
  readonly loud: string[];
}
interface Reply {
  readonly error?: boolean;
  readonly errorCode?: number;
  readonly data?: unknown;
  readonly [field: string]: unknown;
}

function sitDown(start: World, ref: ItemRef, permission: Permission = 'ReadWriteMailbox'): Desk {
  const world = makeStore(start);
  const loud: string[] = [];
  const services = {
    world,
    notices: makeStore({}),
    sessionData: new Map(),
    chance: makeChance(),
    log: (text: string, isLoud?: boolean) => void (isLoud && loud.push(text)),
  } as unknown as Services;
  const session: Session = {
    services,
    addIn: { ...addIn, permission },
    user: alice,
    label: 'pane',
    item: () => ref,
    mailbox: () => boxOf(world.get(), alice),
  };
  const execute = makeExecute(session, () => new Promise((resolve) => setImmediate(resolve)));
  const call = (id: number, params: object = {}) =>
    execute({ ApiParams: params, MethodData: { DispatchId: id } }) as Promise<Reply>;
  return {
    call,
    together: (ids) => Promise.all(ids.map((id) => call(id))),
    message: () => findMessage(world.get(), alice.address, ref.id) as Message,
    world: world.get,
    loud,
  };
}

async function reading(permission?: Permission): Promise<Desk> {
  const [world, { id }] = await withMail(
    emptyWorld,
    alice,
    ['From: anna@contoso.example', 'Subject: S', 'X-A: 1', '', 'x'],
    makeChance(),
  );
  return sitDown(world, { kind: 'message', id, mode: 'read' }, permission);
}

function writing(): Desk {
  const [world, { id }] = withDraft(emptyWorld, alice, { to: [anna] }, makeChance());
  return sitDown(world, { kind: 'message', id, mode: 'compose' });
}

const ok = (data?: unknown) => ({ error: false, data });
const refused = (errorCode: number) => ({ error: true, errorCode });

test('X9 three calls at a time are answered; the fourth fails and is told of loudly', async () => {
  const desk = await reading();
  const answers = await desk.together([157, 157, 157, 157]);
  expect(answers.map((answer) => answer.error)).toEqual([false, false, false, true]);
  expect(desk.loud).toEqual([expect.stringContaining('call number 4 at once')]);
  expect(await desk.together([157, 157, 157])).toEqual([ok(null), ok(null), ok(null)]);
});

test('X9 an unknown call is refused and told of loudly', async () => {
  const desk = await reading();
  expect(await desk.call(9999)).toEqual(refused(ERROR.notSupported));
  expect(desk.loud).toEqual([expect.stringContaining('9999')]);
});

test.each<[Permission, number, boolean]>([
  ['Restricted', 157, false],
  ['ReadItem', 157, true],
  ['ReadItem', 158, false],
  ['ReadWriteItem', 158, true],
  ['ReadWriteItem', 160, false],
  ['ReadWriteMailbox', 160, true],
])('X9 with %s call %s is allowed: %s', async (permission, id, allowed) => {
  const desk = await reading(permission);
  const answer = await desk.call(id, { categories: ['Red category'] });
  expect(answer.errorCode === ERROR.noPermission).toBe(!allowed);
});

test('X9 categories of a received message: null, added, named with colour, removed; unknown ones are refused', async () => {
  const desk = await reading();
  expect(await desk.call(157)).toEqual(ok(null));
  expect(await desk.call(158, { categories: ['Nowhere'] })).toEqual(refused(ERROR.invalidCategory));
  expect(await desk.call(158, { categories: ['Red category'] })).toEqual(ok());
  expect(await desk.call(157)).toEqual(ok([{ displayName: 'Red category', color: 'Preset0' }]));
  expect(await desk.call(159, { categories: ['Red category'] })).toEqual(ok());
  expect(desk.message().categories).toEqual([]);
});

test('X9 the master list takes new names once', async () => {
  const desk = await reading();
  const categoryDetails = [{ displayName: 'Tracked to CRM', color: 'Preset4' }];
  expect(await desk.call(161, { categoryDetails })).toEqual(ok());
  expect(await desk.call(161, { categoryDetails })).toEqual(refused(ERROR.duplicateCategory));
  expect(await desk.call(158, { categories: ['Tracked to CRM'] })).toEqual(ok());
});

test('X9 no categories while composing', async () => {
  const desk = writing();
  for (const id of [157, 158, 159])
    expect(await desk.call(id, { categories: [] })).toEqual(refused(ERROR.notSupported));
});

test('X9 headers of a received message are whole; on a draft only an add-in’s own, whatever their case', async () => {
  expect((await (await reading()).call(168)).data).toBe('From: anna@contoso.example\r\nSubject: S\r\nX-A: 1\r\n');
  const desk = writing();
  expect(await desk.call(168)).toEqual(refused(ERROR.notSupported));
  await desk.call(152, { internetHeaderNameValuePairs: { 'X-Mark': 'a' } });
  await desk.call(152, { internetHeaderNameValuePairs: { 'x-mark': 'b' } });
  expect(await desk.call(151, { internetHeaderKeys: ['X-MARK', 'x-none'] })).toEqual(ok({ 'X-MARK': 'b' }));
  expect(desk.message().draft?.headers).toEqual({ 'x-mark': 'b' });
  await desk.call(153, { internetHeaderKeys: ['X-Mark'] });
  expect(desk.message().draft?.headers).toEqual({});
});

test('X9 a draft has no id before it is saved', async () => {
  const desk = writing();
  expect(await desk.call(164)).toEqual(refused(ERROR.itemNotSaved));
  const { id } = desk.message();
  expect(await desk.call(32)).toEqual(ok(id));
  expect(await desk.call(164)).toEqual(ok(id));
});

test('X9 recipients are read, set and added in the host’s own words', async () => {
  const desk = writing();
  expect(await desk.call(15, { recipientField: 0 })).toEqual(
    ok([{ name: 'Anna Kowalska', address: 'anna@contoso.example', recipientType: 3 }]),
  );
  await desk.call(22, {
    recipientField: 1,
    recipientArray: ['eve@x.example', { address: 'b@northwind.example', name: 'B' }],
  });
  expect(desk.message().cc).toEqual([
    { address: 'eve@x.example', name: 'eve@x.example' },
    { address: 'b@northwind.example', name: 'B' },
  ]);
  expect(await desk.call(21, { recipientField: 0 })).toEqual(refused(ERROR.invalidParameter));
});

test('X9 custom properties, session data and roaming settings keep what they were given', async () => {
  const desk = writing();
  expect(await desk.call(3)).toEqual({ wasSuccessful: true, customProperties: '{}' });
  await desk.call(4, { customProperties: { a: 1 } });
  expect(await desk.call(3)).toEqual({ wasSuccessful: true, customProperties: '{"a":1}' });
  await desk.call(185, { name: 'k', value: 'v' });
  expect(await desk.call(186, { name: 'k' })).toEqual(ok('v'));
  expect(await desk.call(186, { name: 'none' })).toEqual(refused(ERROR.keyNotFound));
  expect(await desk.call(185, { name: 'big', value: 'x'.repeat(50_000) })).toEqual(refused(ERROR.sessionDataTooLong));
  await desk.call(404, [{ theme: '"dark"' }, { n: '1' }]);
  expect(boxOf(desk.world(), alice).roaming['addin-1']).toEqual({ theme: '"dark"', n: '1' });
});

test('X9 five notifications at most, keys once, one insight', async () => {
  const desk = await reading();
  for (const key of ['1', '2', '3']) expect(await desk.call(33, { key, message: key, type: 0 })).toEqual(ok());
  expect(await desk.call(33, { key: '1', message: 'x', type: 0 })).toEqual(refused(ERROR.duplicateNotification));
  expect(await desk.call(33, { key: '4', message: 'x', type: 3 })).toEqual(ok());
  expect(await desk.call(33, { key: '5', message: 'x', type: 3 })).toEqual(refused(ERROR.tooManyNotifications));
  expect(await desk.call(33, { key: '5', message: 'x', type: 0 })).toEqual(ok());
  expect(await desk.call(33, { key: '6', message: 'x', type: 0 })).toEqual(refused(ERROR.tooManyNotifications));
  expect(await desk.call(35, { key: 'none', message: 'x' })).toEqual(refused(ERROR.tooManyNotifications));
  expect(await desk.call(36, { key: '1' })).toEqual(ok());
  expect((await desk.call(34)).data).toHaveLength(4);
  expect(await desk.call(35, { key: 'none', message: 'x' })).toEqual(ok());
  expect(await desk.call(35, { key: 'none', message: 'y' })).toEqual(ok());
  expect((await desk.call(34)).data).toHaveLength(5);
});

test('X9 a notification has 150 characters, and an action while writing only', async () => {
  const undo = { type: 3, message: 'x', actions: [{ actionType: 'showTaskPane', actionText: 'Undo', commandId: 'a' }] };
  const [read, draft] = [await reading(), writing()];
  expect(await read.call(35, { key: 'a', message: 'x'.repeat(151) })).toEqual(refused(ERROR.invalidParameter));
  expect(await read.call(35, { key: 'a', ...undo })).toEqual(refused(ERROR.invalidParameter));
  expect(await draft.call(35, { key: 'a', ...undo, type: 0 })).toEqual(refused(ERROR.invalidParameter));
  expect(await draft.call(35, { key: 'a', ...undo })).toEqual(ok());
});

test('X9 a body is read as HTML or text and written only while composing', async () => {
  const desk = await reading();
  expect((await desk.call(37, { coercionType: 0 })).data).toContain('x');
  expect((await desk.call(37, { coercionType: 3 })).data).toContain('<div>x');
  expect(await desk.call(38, { data: 'y', coercionType: 3 })).toEqual(refused(ERROR.notSupported));
  const draft = writing();
  await draft.call(38, { data: '<b>y</b>', coercionType: 3 });
  await draft.call(23, { data: 'a<b', coercionType: 0 });
  expect(draft.message().body.html).toBe('<div>a&lt;b</div><b>y</b>');
});

test('X9 an item that is gone is said to be gone', async () => {
  const desk = sitDown(addItem(emptyWorld, alice.address, (await reading()).message()), {
    kind: 'message',
    id: 'gone',
    mode: 'read',
  });
  expect(await desk.call(157)).toEqual(refused(ERROR.itemNotFound));
  expect(desk.loud).toEqual([]);
});

test('X9 Exchange gives no legacy token and no EWS', async () => {
  const desk = await reading();
  expect(await desk.call(12, { isRest: true })).toMatchObject({ wasSuccessful: false });
  expect(await desk.call(5, { body: '' })).toMatchObject({ wasProxySuccessful: false });
});
