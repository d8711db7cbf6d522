import { fileNames, readEml, sandbox } from './sandbox';

const [northwind, tailspin] = sandbox.organisations;
const records = (northwind?.records ?? []).concat(tailspin?.records ?? []);
const listedNames = sandbox.mails.map((mail) => mail.file.replace('mails/', ''));

test('X1 every listed mail is a file, and every file is listed', () => {
  expect([...new Set(listedNames)].sort()).toEqual([...fileNames].sort());
});

test('X1 there are at least thirty mails, spread over two mailboxes and three folders', () => {
  expect(fileNames.length).toBeGreaterThanOrEqual(30);
  expect(new Set(sandbox.mails.map((mail) => mail.mailbox))).toEqual(
    new Set(['alice@northwind.example', 'bob@northwind.example']),
  );
  expect(new Set(sandbox.mails.map((mail) => mail.folder))).toEqual(new Set(['Inbox', 'Sent Items', 'Archive']));
});

test('X1 Northwind has two users and eleven records of all five types, open and closed', () => {
  expect(northwind?.users.map((user) => user.role)).toEqual(['administrator', 'user']);
  expect(northwind?.records).toHaveLength(11);
  expect(new Set(northwind?.records.map((record) => record.type))).toEqual(
    new Set(['contact', 'account', 'lead', 'opportunity', 'case']),
  );
  expect(new Set(northwind?.records.map((record) => record.state))).toEqual(new Set(['open', 'closed']));
});

test('X1 a second organisation knows one of the same addresses under another record', () => {
  const own = northwind?.records.map((record) => record.email) ?? [];
  expect(tailspin?.records.filter((record) => record.email !== null && own.includes(record.email))).toHaveLength(1);
});

test.each(sandbox.organisations)(
  'X1 every parent in $name stands before its children, in the same organisation',
  ({ records: own }) => {
    const keys = own.map((record) => record.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const [at, { parent }] of own.entries()) if (parent !== null) expect(keys.slice(0, at)).toContain(parent);
  },
);

test('X1 the account of Anna has an open and a closed opportunity', () => {
  const anna = records.find((record) => record.email === 'anna@contoso.example');
  const deals = records.filter((record) => record.type === 'opportunity' && record.parent === anna?.parent);
  expect(deals.map((record) => record.state).sort()).toEqual(['closed', 'open']);
});

const tracked = sandbox.mails.filter((mail) => mail.tracked);

test('X1 six to eight mails are tracked, one of them without a record', () => {
  expect(tracked.length).toBeGreaterThanOrEqual(6);
  expect(tracked.length).toBeLessThanOrEqual(8);
  expect(tracked.filter((mail) => mail.tracked?.regarding === null)).toHaveLength(1);
});

test.each(tracked)('X1 $file was sent and tracked by its owner, to a record that exists', async (listed) => {
  const eml = await readEml(listed.file.replace('mails/', ''));
  expect(listed.folder).toBe('Sent Items');
  expect(listed.tracked?.by).toBe(listed.mailbox);
  expect(eml.mail.from?.address).toBe(listed.mailbox);
  expect([null, ...(northwind?.records ?? []).map((record) => record.key)]).toContain(listed.tracked?.regarding);
});

test('X1 a mail in an inbox names its owner as a recipient, a sent one as its author', async () => {
  for (const { file, mailbox, folder } of sandbox.mails) {
    const { mail, header } = await readEml(file.replace('mails/', ''));
    const recipients = [...(mail.to ?? []), ...(mail.cc ?? [])].map((person) => person.address);
    const mine =
      folder === 'Sent Items'
        ? mail.from?.address === mailbox
        : recipients.includes(mailbox) || header('list-id') !== '';
    expect([file, mine]).toEqual([file, true]);
  }
});

test('X1 one mail lies in both mailboxes, every other in one', () => {
  const twice = listedNames.filter((name, at) => listedNames.indexOf(name) !== at);
  expect(twice).toEqual(['39-to-both.eml']);
});

test('X1 a conversation id is never shared by two mailboxes', () => {
  const owners = new Map<string, Set<string>>();
  for (const { conversationId = '', mailbox } of sandbox.mails) {
    expect(conversationId).not.toBe('');
    owners.set(conversationId, (owners.get(conversationId) ?? new Set()).add(mailbox));
  }
  for (const mailboxes of owners.values()) expect(mailboxes.size).toBe(1);
});

test('X1 four to eight appointments: an outside organiser, one of Alice’s own, one that recurs', () => {
  const { appointments } = sandbox;
  expect(appointments.length).toBeGreaterThanOrEqual(4);
  expect(appointments.length).toBeLessThanOrEqual(8);
  expect(appointments.some((it) => !it.organizer.endsWith('@northwind.example'))).toBe(true);
  expect(appointments.some((it) => it.organizer === 'alice@northwind.example')).toBe(true);
  expect(appointments.some((it) => it.series !== undefined)).toBe(true);
  for (const it of appointments) expect(Date.parse(it.end)).toBeGreaterThan(Date.parse(it.start));
});
