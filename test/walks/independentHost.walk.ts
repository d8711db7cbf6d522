/** Walk A under a host page that is not our sandbox, with mail that is not in the sandbox. */
import { strict as assert } from 'node:assert';
import { expectText, noText } from '../tools/see';
import {
  devToken,
  openHost,
  paneOf,
  toHostMail,
  type HostMail,
  type HostSettings,
} from '../tools/host/independentHost';
import type { Walk, WalkTools } from './walk';

const alice = { name: 'Alice Berg', address: 'alice@northwind.example' };

let counter = 0;
/** A fresh thread for every walk: they share one server. */
const freshId = () => `walk-${process.pid}-${(counter += 1)}@contoso.example`;

function letter(fields: Record<string, string>, body = 'Dear Alice, here is the plan.') {
  const lines = Object.entries({
    From: 'Anna Kowalska <anna@contoso.example>',
    To: 'Alice Berg <alice@northwind.example>',
    Date: 'Thu, 19 Nov 2026 09:15:00 +0100',
    'MIME-Version': '1.0',
    'Content-Type': 'text/html; charset=utf-8',
    ...fields,
  });
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n<p>${body}</p>\r\n`;
}

async function open(tools: WalkTools, mail: HostMail | null, more: Partial<HostSettings> = {}) {
  const token = await devToken(tools.page, tools.url, alice.address);
  const requirements = { Mailbox: '1.8', IdentityAPI: '1.3' };
  await openHost(tools.page, tools.url, { user: alice, token, mail, requirements, ...more });
  return paneOf(tools.page);
}

const select = (tools: WalkTools, mail: HostMail | null) =>
  tools.page.evaluate(
    (next) => (window as unknown as { host: { select(m: unknown): boolean } }).host.select(next),
    mail,
  );

const log = (tools: WalkTools) =>
  tools.page.evaluate(
    () =>
      (window as unknown as { host: { log: { unknown: unknown[]; mostInFlight: number; requests: number[] } } }).host
        .log,
  );

const countLookups = (tools: WalkTools) => {
  const seen = { count: 0 };
  tools.page.on('request', (request) => (seen.count += request.url().includes('/api/') ? 1 : 0));
  return seen;
};

const walks: Walk[] = [
  {
    title:
      'O2 in an independent host, a reply is suggested with its evidence once its parent is tracked, by one request',
    run: async (tools) => {
      const parentId = freshId();
      const parent = await toHostMail(letter({ 'Message-ID': `<${parentId}>`, Subject: 'Layout of hall 7' }), 'parent');
      const pane = await open(tools, parent);
      await expectText(pane, 'Not tracked');
      await pane.getByRole('button', { name: /^Track without record/ }).click();
      await expectText(pane, 'Tracked without record');
      const reply = await toHostMail(
        letter({ 'Message-ID': `<${freshId()}>`, 'In-Reply-To': `<${parentId}>`, Subject: 'AW: Layout of hall 7' }),
        'reply',
      );
      const asked = countLookups(tools);
      await select(tools, reply);
      await expectText(pane, 'In-Reply-To');
      assert.equal(asked.count, 1);
      const { unknown, mostInFlight } = await log(tools);
      assert.deepEqual(unknown, []);
      assert.ok(mostInFlight <= 3, `${mostInFlight} calls at once`);
    },
  },
  {
    title: 'O1 tracked, untracked, undone: the pane says what is stored, also after a reload of the pane',
    run: async (tools) => {
      const mail = await toHostMail(letter({ 'Message-ID': `<${freshId()}>`, Subject: 'Valves for line 3' }), 'one');
      const pane = await open(tools, mail);
      await pane.getByRole('button', { name: /^Track without record/ }).click();
      await expectText(pane, 'Tracked without record');
      await pane.getByRole('button', { name: 'Untrack' }).click();
      await expectText(pane, 'You have untracked it.');
      await pane.getByRole('button', { name: 'Undo' }).click();
      await expectText(pane, 'Tracked without record');
      await open(tools, mail);
      await expectText(pane, 'Tracked without record');
    },
  },
  {
    title: 'O2 without headers, with a failing header call, without item: the pane copes and says what it can',
    run: async (tools) => {
      const mail = await toHostMail(letter({ 'Message-ID': `<${freshId()}>`, Subject: 'Gaskets' }), 'two');
      await expectText(await open(tools, mail, { headers: 'fail' }), 'Not tracked');
      await expectText(await open(tools, mail, { headers: 'none' }), 'Not tracked');
      await expectText(await open(tools, null), 'No message');
      await expectText(await open(tools, null, { nullItem: true }), 'No message');
    },
  },
  {
    title: 'O2 a client that refuses the master category list still tracks',
    run: async (tools) => {
      const mail = await toHostMail(letter({ 'Message-ID': `<${freshId()}>`, Subject: 'Bearings' }), 'three');
      const pane = await open(tools, mail, { masterRefused: true });
      await pane.getByRole('button', { name: /^Track without record/ }).click();
      await expectText(pane, 'Tracked without record');
      await noText(pane, 'refused');
    },
  },
  {
    title: 'O1 a slow answer about an earlier message never shows on a later one',
    run: async (tools) => {
      const slow = await toHostMail(letter({ 'Message-ID': `<${freshId()}>`, Subject: 'Slow one' }), 'slow');
      const quick = await toHostMail(letter({ 'Message-ID': `<${freshId()}>`, Subject: 'Quick one' }), 'quick');
      const pane = await open(tools, quick);
      await pane.getByRole('button', { name: /^Track without record/ }).click();
      await expectText(pane, 'Tracked without record');
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let first = true;
      await tools.page.route('**/api/lookup', async (route) => {
        if (first) {
          first = false;
          await held;
        }
        await route.continue().catch(() => undefined);
      });
      const asked = tools.page.waitForRequest('**/api/lookup');
      await select(tools, slow);
      await asked;
      await select(tools, quick);
      await expectText(pane, 'Tracked without record');
      release();
      await tools.page.evaluate(() => new Promise(requestAnimationFrame));
      await expectText(pane, 'Tracked without record');
    },
  },
  {
    title: 'O7 a 502 shows what this device knows, and the answer comes by itself when the server is back',
    run: async (tools) => {
      const one = await toHostMail(letter({ 'Message-ID': `<${freshId()}>`, Subject: 'First' }), 'first');
      const pane = await open(tools, one);
      await expectText(pane, 'Not tracked');
      await tools.page.route('**/api/lookup', (route) => route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }));
      const two = await toHostMail(letter({ 'Message-ID': `<${freshId()}>`, Subject: 'Second' }), 'second');
      await select(tools, two);
      await expectText(pane, 'Not known on this device');
      await tools.page.unroute('**/api/lookup');
      await expectText(pane, 'Not tracked');
    },
  },
];

export default walks;
