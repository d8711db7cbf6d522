/** Every mail of the folder, damaged in ways that wires and gateways know, is still read. Random, with the seed in the title. */
import fs from 'node:fs';
import path from 'node:path';
import { KeysSchema } from '../../../src/contract/mail';
import { parse } from '../../../src/contract/schema';
import { correlate } from '../../../src/correlation/correlate';
import { extractKeys } from '../../../src/correlation/keys';
import { defaultPolicy } from '../../../src/correlation/policy';
import { toMail } from '../../../src/server/mailbox/toMail';
import { seeded } from '../../correlation/forest';

const folder = path.resolve(__dirname, '../../mails');
const mails = fs
  .readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.eml'))
  .sort()
  .map((name) => fs.readFileSync(path.join(folder, name)));

type Roll = (below: number) => number;
type Damage = (mail: Buffer, roll: Roll) => Buffer;

const cutAt = (mail: Buffer, at: number) => [mail.subarray(0, at), mail.subarray(at)] as const;
const insert =
  (bytes: (roll: Roll) => Buffer): Damage =>
  (mail, roll) => {
    const [before, after] = cutAt(mail, roll(mail.length));
    return Buffer.concat([before, bytes(roll), after]);
  };
const SIGNS = [
  '\0',
  '"',
  '(',
  '<',
  '>',
  '=?utf-8?q?',
  '\r',
  '\n',
  '\r\n\r\n',
  '\t',
  ':',
  '\u202e',
  '--',
  '<@>',
  '1'.repeat(30),
];

const damages: readonly Damage[] = [
  (mail, roll) => mail.subarray(0, roll(mail.length)),
  (mail, roll) => mail.subarray(roll(mail.length)),
  (mail, roll) => mail.map((byte) => (roll(50) === 0 ? roll(256) : byte)) as Buffer,
  (mail) => Buffer.from(mail.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
  (mail) => Buffer.from(mail.toString('latin1').replaceAll('\r\n', '\r'), 'latin1'),
  (mail, roll) =>
    Buffer.from(
      mail.toString('latin1').replaceAll(/\r\n/g, (end) => (roll(4) === 0 ? '' : end)),
      'latin1',
    ),
  (mail, roll) => Buffer.concat([mail, mails[roll(mails.length)] as Buffer]),
  insert((roll) => Buffer.from(SIGNS[roll(SIGNS.length)] as string)),
  insert((roll) => Buffer.from((SIGNS[roll(SIGNS.length)] as string).repeat(500))),
];

test.each([1, 2, 3])('C4 a damaged mail is still read, and its keys keep to the contract (seed %i)', async (seed) => {
  const roll = seeded(seed);
  for (const whole of mails) {
    const damage = damages[roll(damages.length)] as Damage;
    const mail = await toMail(damage(whole, roll), { address: 'alice@northwind.example' });
    const keys = extractKeys(mail);
    expect(parse(KeysSchema, JSON.parse(JSON.stringify(keys)))).toEqual(keys);
    expect(correlate(keys, [], defaultPolicy).matches).toEqual([]);
  }
});
