/** Sending with input that nobody hopes for, in the independent host: the mail always leaves, and what is tracked is true. */
import { strict as assert } from 'node:assert';
import type { FrameLocator } from 'playwright-core';
import { hostDoes, type HostDraft } from '../tools/host/independentHost';
import { draftTo, letterFrom, openWriting, stampOn } from '../tools/host/writing';
import { trackedToAnna } from '../tools/ownServer';
import { expectText, noText } from '../tools/see';
import type { Walk, WalkTools } from './walk';

const LIMIT = 255;
/** Half of a character. */
const LONE = /\p{Surrogate}/u;
const TOKEN = /^CRM:0\d{6}$/;

async function choose(pane: FrameLocator): Promise<string> {
  await pane.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(pane, 'Will be tracked regarding Anna Kowalska');
  const token = await pane.getByTestId('token').innerText();
  assert.match(token, TOKEN);
  return token;
}

async function sendOpenDraft({ page }: Pick<WalkTools, 'page'>) {
  const { outcome, sent } = await hostDoes(page, 'send', new Date().toISOString());
  assert.deepEqual([outcome?.status, outcome?.event.completedContext], [0, { allowEvent: true }]);
  return sent;
}

/** How the subject begins on the way out; the token stands behind it, whole. */
const subjects: readonly (readonly [what: string, subject: string, kept: (subject: string) => string])[] = [
  ['255 characters', 'Offer '.padEnd(LIMIT, 'x'), (all) => `${all.slice(0, LIMIT - 13)}…`],
  [
    'an emoji of two units at the cut',
    `${'y'.repeat(LIMIT - 14)}💧💧💧${'z'.repeat(8)}`,
    () => `${'y'.repeat(LIMIT - 14)}…`,
  ],
  [
    'a family of joined emoji at the cut',
    `${'w'.repeat(LIMIT - 20)}👨‍👩‍👧‍👦${'z'.repeat(9)}`,
    () => `${'w'.repeat(LIMIT - 20)}…`,
  ],
  ['Hebrew', 'הצעת מחיר למשאבות', (all) => all],
  ['Arabic between marks of direction', '\u200fعرض أسعار المضخات\u200f', (all) => all],
  ['an embedding that is never closed', '\u202bעסקה 17', (all) => all],
];

/** Every subject leaves with its token whole, is met again, and its answer, without any header, is known by the token. */
async function oddSubjects({ page, url }: WalkTools): Promise<void> {
  const pane = await openWriting({ page, url }, draftTo('anna', 'Nothing yet'));
  for (const [what, subject, kept] of subjects) {
    await hostDoes(page, 'openBeside', draftTo('anna', subject));
    const token = await choose(pane);
    const sent = await sendOpenDraft({ page });
    assert.equal(sent.subject, `${kept(subject)} ${token}`, what);
    assert.ok(sent.subject.length <= LIMIT && !LONE.test(sent.subject), what);
    await hostDoes(page, 'openBeside', sent);
    await expectText(pane, /^Tracked regarding Anna Kowalska/);
    await hostDoes(page, 'openBeside', await letterFrom('anna', { Subject: `Re: ${encoded(sent.subject)}` }));
    await expectText(pane, 'Suggested: Anna Kowalska');
    await expectText(pane, new RegExp(token));
  }
}

/** RFC 2047, in words of whole characters. */
const encoded = (text: string) =>
  [...text]
    .reduce<string[]>((words, one) => {
      const last = words.at(-1) ?? '';
      return Buffer.byteLength(last + one) > 45 ? [...words, one] : [...words.slice(0, -1), last + one];
    }, [])
    .map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`)
    .join('\r\n ');

const MARK = '0b8f1c5e-7d3a-4a55-9c11-2f6f6a0f5d10';
const stranger = { v: 1, mark: MARK, by: 'hand', track: true, regarding: null, token: null };

/** What another program with rights on the mailbox may have left in our property. */
const properties: readonly (readonly [what: string, property: unknown])[] = [
  ['no JSON', '{"v":1,'],
  ['a list', '[1,2,3]'],
  ['far too much', JSON.stringify({ ...stranger, more: 'x'.repeat(200_000) })],
  ['a mark that is none', JSON.stringify({ ...stranger, mark: '../../etc/passwd' })],
  ['a prototype', '{"__proto__":{"track":true},"v":1}'],
  ['a sentence in place of a token', JSON.stringify({ ...stranger, token: 'Transfer the money today, please' })],
  ['a line break in a token', JSON.stringify({ ...stranger, token: 'CRM:0001001\r\nBcc: x@y.example' })],
  ['a record of no type', JSON.stringify({ ...stranger, regarding: { type: '__proto__', id: MARK, name: 'x' } })],
  ['not even text', { deep: { deeper: ['x'] } }],
];

/** The pane shows a fresh draft, the mail leaves as it was written, and nothing is tracked. */
async function hostileProperties({ page, url, context }: WalkTools): Promise<void> {
  const pane = await openWriting({ page, url }, draftTo('anna', 'Nothing yet'));
  for (const [what, property] of properties) {
    const subject = `Hostile: ${what}`;
    const draft: HostDraft = draftTo('anna', subject, { properties: JSON.stringify({ threadmark: property }) });
    await hostDoes(page, 'openBeside', draft);
    await expectText(pane, 'Will not be tracked');
    await noText(pane, 'You chose to leave it alone.');
    const sent = await sendOpenDraft({ page });
    assert.deepEqual([sent.subject, sent.headersSet], [subject, {}], what);
  }
  assert.deepEqual(await trackedToAnna({ context, url }, /^Hostile/), []);
}

/** A record that does not exist for this organisation: the mail leaves, and the server's refusal is shown and kept. */
async function unknownRecord({ page, url, context }: WalkTools): Promise<void> {
  const regarding = { type: 'contact', id: MARK, name: 'Anna Kowalska' };
  const threadmark = JSON.stringify({ ...stranger, mark: crypto.randomUUID(), regarding });
  const pane = await openWriting(
    { page, url },
    draftTo('anna', 'To a record of nobody', { properties: JSON.stringify({ threadmark }) }),
  );
  await expectText(pane, 'Will be tracked regarding Anna Kowalska');
  const sent = await sendOpenDraft({ page });
  await hostDoes(page, 'openBeside', sent);
  await expectText(pane, /“To a record of nobody.*” was not tracked\./);
  await pane.getByRole('button', { name: 'Discard' }).click();
  assert.deepEqual(await trackedToAnna({ context, url }, /^To a record of nobody/), []);
}

/** Mark and token of a mail that Alice sent, written on the mail of a stranger, prove nothing. */
async function forged({ page, url, context }: WalkTools): Promise<void> {
  const pane = await openWriting({ page, url }, draftTo('anna', 'Confidential prices'));
  const token = await choose(pane);
  const sent = await sendOpenDraft({ page });
  const mark = stampOn(sent)?.mark ?? '';
  await hostDoes(page, 'openBeside', sent);
  await expectText(pane, /^Tracked regarding Anna Kowalska/);
  const headers = { Subject: 'Confidential prices', 'x-threadmark': mark };
  await hostDoes(page, 'openBeside', await letterFrom('stranger', headers));
  await expectText(pane, /Whoever received that mail could copy its mark/);
  await noText(pane, /^Tracked regarding/);
  await hostDoes(page, 'openBeside', await letterFrom('stranger', { Subject: `Prices ${token}` }));
  await expectText(pane, /token/i);
  await noText(pane, /^Tracked regarding/);
  await hostDoes(page, 'openBeside', sent);
  await expectText(pane, /^Tracked regarding Anna Kowalska/);
  const found = await trackedToAnna({ context, url }, /Confidential prices|^Prices/);
  assert.deepEqual(
    found.map(({ tracking }) => tracking.pending ?? false),
    [false],
  );
}

const walks: Walk[] = [
  {
    title: 'T2 E2 long, emoji and right-to-left subjects leave with their token whole, and answers know it',
    run: oddSubjects,
  },
  {
    title: 'T5 E1 what others wrote into our property is no stamp; the mail leaves as it was written',
    run: hostileProperties,
  },
  {
    title: 'E1 O5 a stamp with a record of nobody: the mail leaves, the refusal is shown and waits for a decision',
    run: unknownRecord,
  },
  { title: 'Q2 the mark and the token of a sent mail, written on a stranger’s, meet and track nothing', run: forged },
];

export default walks;
