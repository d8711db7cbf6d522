import { readAll, type Eml } from './sandbox';

/** Host names in Message-IDs and trace headers which real senders use; everything else ends in .example. */
const REAL_HOSTS = /(^|\.)(prod\.outlook\.com|outlook\.office365\.com|outlook\.com|mail\.gmail\.com)$/;

/** MS-OXOMSG 2.2.1.3: 22 bytes, then 5 bytes a reply; the first byte is reserved and always 1. */
const decodeIndex = (value: string): Buffer => Buffer.from(value, 'base64');

/** 100 ns since 1601; Exchange writes the reserved byte before the time (AQH…), Outlook in its place (Ad…). */
function indexTime(index: Buffer): number {
  const start = index[1] === 1 ? 1 : 0;
  const high = index.subarray(start, start + 5);
  const filetime = BigInt(`0x${high.toString('hex')}`) << 24n;
  return Number(filetime / 10_000n) - 11_644_473_600_000;
}

let all: readonly Eml[];
beforeAll(async () => {
  all = await readAll();
});

test('X1 every file has CRLF line ends only, and a header block', () => {
  for (const { name, raw } of all) {
    expect([name, /[^\r]\n|\r[^\n]/.test(raw)]).toEqual([name, false]);
    expect([name, raw.indexOf('\r\n\r\n') > 100]).toEqual([name, true]);
  }
});

test('X1 header blocks are ASCII, and no line is longer than 998 characters', () => {
  for (const { name, raw } of all) {
    const block = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect([name, /^[\t\r\n\x20-\x7e]*$/.test(block)]).toEqual([name, true]);
    expect([name, Math.max(...raw.split('\r\n').map((line) => line.length)) <= 998]).toEqual([name, true]);
  }
});

test('X1 every mail has one From, one Subject and one Date between April and 20 November 2026', () => {
  for (const { name, headers } of all) {
    expect([name, headers('from').length, headers('subject').length, headers('date').length]).toEqual([name, 1, 1, 1]);
    const sent = Date.parse(headers('date')[0]?.replace(/\(.*\)/, '') ?? '');
    expect([name, sent > Date.UTC(2026, 3, 1) && sent < Date.UTC(2026, 10, 21)]).toEqual([name, true]);
  }
});

test('X1 received mail was traced by at least one server, newest first', () => {
  for (const { name, headers, header } of all.filter((eml) => !/^(01|03|07|09|11|13|16|42)-/.test(eml.name))) {
    const times = headers('received').map((line) =>
      Date.parse(
        line
          .split(';')
          .at(-1)
          ?.replace(/\(.*\)/, '') ?? '',
      ),
    );
    expect([name, times.length > 0 && times.every(Number.isFinite)]).toEqual([name, true]);
    expect([name, times]).toEqual([name, [...times].sort((a, b) => b - a)]);
    expect([name, (times.at(-1) ?? 0) >= Date.parse(header('date').replace(/\(.*\)/, ''))]).toEqual([name, true]);
  }
});

test('X1 Message-IDs are unique, and exactly one mail has none', () => {
  const ids = all.map((eml) => eml.header('message-id')).filter((id) => id !== '');
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(all.length - 1);
});

test('X1 no address and no host outside .example, but those of well-known mail servers in ids and traces', () => {
  for (const { name, raw, mail } of all) {
    const text = [raw.replace(/=\r\n/g, ''), mail.text ?? '', mail.html ?? ''].join('\n');
    for (const [, host = ''] of text.matchAll(/[\w.+-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/g)) {
      expect([name, host, host.endsWith('.example') || REAL_HOSTS.test(host)]).toEqual([name, host, true]);
    }
    for (const [, host = ''] of text.matchAll(/https?:\/\/([\w.-]+)/g)) {
      const format = ['www.w3.org', 'schemas.microsoft.com'].includes(host);
      expect([name, host, host.endsWith('.example') || format]).toEqual([name, host, true]);
    }
  }
  for (const { mail, name } of all) {
    const people = [mail.from, mail.sender, ...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.replyTo ?? [])];
    for (const person of people)
      if (person?.address) expect([name, person.address]).toEqual([name, expect.stringMatching(/\.example$/)]);
  }
});

test('X1 every Thread-Index decodes, with a time that fits the mail', () => {
  const indexed = all.filter((eml) => eml.header('thread-index') !== '');
  expect(indexed.length).toBeGreaterThanOrEqual(15);
  for (const { name, header } of indexed) {
    const index = decodeIndex(header('thread-index'));
    expect([name, index[0], (index.length - 22) % 5, index.length >= 22]).toEqual([name, 1, 0, true]);
    expect([name, header('thread-topic') !== '']).toEqual([name, true]);
    const age = Date.parse(header('date')) - indexTime(index);
    expect([name, age >= -1000 && age < 30 * 86_400_000]).toEqual([name, true]);
    if (index.length === 22) expect([name, age < 5000]).toEqual([name, true]);
  }
});

test.each([
  ['02-reply-to-3-may.eml', '01-delivery-dates.eml'],
  ['40-forward-inside.eml', '02-reply-to-3-may.eml'],
  ['08-thread-index-only.eml', '07-line-4-inspection.eml'],
  ['23-auto-reply.eml', '07-line-4-inspection.eml'],
  ['25-ndr-exchange-german.eml', '07-line-4-inspection.eml'],
  ['27-smime-clear.eml', '07-line-4-inspection.eml'],
])('X1 the Thread-Index of %s extends that of %s by one level, with the delay between the two', (child, parent) => {
  const [below, above] = [child, parent].map((name) => all.find((eml) => eml.name === name));
  const index = decodeIndex(below?.header('thread-index') ?? '');
  const start = decodeIndex(above?.header('thread-index') ?? '');
  expect(index.length).toBe(start.length + 5);
  expect(index.subarray(0, start.length).equals(start)).toBe(true);
  const delta = (index.readUInt32BE(start.length) * 2 ** 18) / 10_000;
  const meant = Date.parse(below?.header('date') ?? '') - indexTime(start);
  expect(Math.abs(delta - meant)).toBeLessThan(2000);
});
