/** Tracking tokens in real subjects, and what gateways and clients do to them; and digits in real subjects that are no tokens. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { replay } from './children.mjs';

const TOKEN = /CRM:(\d{7})/;
const wide = (text) => [...text].map((char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
const swap = (make) => (subject) => subject.replace(TOKEN, (whole, digits) => make(whole, digits));
const word = (text) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
const quoted = (text) =>
  `=?utf-8?Q?${[...Buffer.from(text)].map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('')}?=`;

/** The raw header value, cut in two encoded words `at` characters into the token. */
const cut = (encode, at) => (subject) => {
  const place = subject.search(TOKEN) + at;
  return `${encode(subject.slice(0, place))}\n ${encode(subject.slice(place))}`;
};

/** What becomes of a decoded subject that carries a token. `raw`: gives the header value itself. */
export const MANGLINGS = {
  'as it was written': { text: (subject) => subject },
  'lower case': { text: swap((whole) => whole.toLowerCase()) },
  'full-width': { text: swap((whole) => wide(whole)) },
  'full-width colon': { text: swap((_, digits) => `CRM：${digits}`) },
  'blank behind the colon': { text: swap((_, digits) => `CRM: ${digits}`) },
  'no-break space before it': { text: swap((whole) => `\u00a0${whole}`) },
  'zero-width spaces in it': { text: swap((_, digits) => `CRM:\u200b${digits.slice(0, 3)}\u200b${digits.slice(3)}`) },
  'soft hyphen in it': { text: swap((_, digits) => `CRM:${digits.slice(0, 4)}\u00ad${digits.slice(4)}`) },
  'in brackets': { text: swap((whole) => `[${whole}]`) },
  'in brackets, glued': { text: (subject) => subject.replace(/ ?CRM:(\d{7})/, '[CRM:$1]') },
  'full stop behind it': { text: swap((whole) => `${whole}.`) },
  'in front': { text: (subject) => `${TOKEN.exec(subject)[0]} ${subject.replace(TOKEN, '').trim()}` },
  'warning in front, words behind': { text: (subject) => `[EXTERNAL] ${subject} - urgent 24 h (fwd)` },
  'ticket of another system beside it': { text: (subject) => `[Ticket#2026072803024161] ${subject} [#1234567]` },
  'folded before it': { raw: (subject) => subject.replace(/ ?CRM:/, '\n CRM:') },
  'folded by a tab': { raw: (subject) => subject.replace(/ ?CRM:/, '\n\tCRM:') },
  'two encoded words': { raw: cut(word, 6) },
  'two encoded words, quoted': { raw: cut(quoted, 3) },
  'encoded in Latin-1': { raw: (subject) => `=?iso-8859-1?Q?${latin(subject)}?=` },
};

const latin = (text) =>
  [...Buffer.from(text, 'latin1')].map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('');

/**
 * Every mail that carries a token gets the next mangling, so each stands on its share of the mails and meets all others in its thread.
 * Gives [{mangling, replies, found, wrong}]: `replies` that carry a token, those of them that it led to their thread.
 */
export async function measureTokens({ harder, tools, temp }, archives) {
  const mail = await import(pathToFileURL(path.join(tools, 'mail.mjs')).href);
  const rows = Object.keys(MANGLINGS).map((mangling) => ({ mangling, replies: 0, found: 0, wrong: 0 }));
  for (const archive of archives) {
    const from = await harder(archive, ['--tokens', '7', '--no-thread-headers']);
    const place = path.join(temp, `${archive.name}-mangled`);
    const carriers = writeMangled(mail, from, `${place}.mbox`);
    await replay([`${place}.mbox`], `${place}.jsonl`);
    addFound(rows, { truth: archive.truth, carriers, file: `${place}.jsonl` });
  }
  return rows;
}

/** Gives the place of its mangling in the table by the position of each mail that carries a token. */
function writeMangled(mail, from, to) {
  const manglings = Object.values(MANGLINGS);
  const mails = mail.readMbox(from);
  const carriers = new Map();
  mails.forEach((one, i) => {
    const subject = mail.decodeWords(mail.header(one, 'subject') ?? '');
    if (!TOKEN.test(subject)) return;
    const next = carriers.size % manglings.length;
    const { text, raw } = manglings[next];
    carriers.set(i + 1, next);
    mail.setHeader(one, 'Subject', raw ? asBytes(raw(subject)) : mail.encodeWords(text(subject)));
  });
  fs.writeFileSync(to, mail.formatMbox(mails));
  return carriers;
}

/** Header bytes travel as Latin-1 text. */
const asBytes = (value) => Buffer.from(value, 'utf8').toString('latin1');

function addFound(rows, { truth, carriers, file }) {
  for (const text of fs.readFileSync(file, 'utf8').trim().split('\n')) {
    const { n, decision, method, parentN } = JSON.parse(text);
    if (!carriers.has(n)) continue;
    const row = rows[carriers.get(n)];
    const mail = truth[n - 1];
    const linked = method === 'token' && ['track', 'suggest'].includes(decision) && parentN !== null;
    const right = linked && truth[parentN - 1].thread === mail.thread;
    row.replies += mail.cls === 'pos';
    row.found += mail.cls === 'pos' && right;
    row.wrong += linked && !right;
  }
}

const READ = /^The subject carries \S+, which belongs to no tracked mail here\.$/;

/** How many real subjects read as a token though nobody ever wrote one. `files`: mbox files and folders of mails. */
export async function countAccidents(files, temp) {
  const into = path.join(temp, 'accidents.jsonl');
  const { mails } = await replay([...files, '--track', 'none'], into);
  const lines = fs.readFileSync(into, 'utf8').trim().split('\n');
  const read = lines.map((line) => JSON.parse(line)).filter(({ reasons }) => reasons.some((why) => READ.test(why)));
  return { mails, read: read.length, numbers: read.slice(0, 20).map(({ n }) => n) };
}
