/** Walk C under a host page that is not our sandbox: written, sent by the handlers of the event file, tracked, answered. */
import { strict as assert } from 'node:assert';
import { devToken, hostDoes } from '../tools/host/independentHost';
import { draftTo, letterFrom, openWriting, outsiders, stampOn } from '../tools/host/writing';
import { eventually, ownServer, trackedToAnna, untilProvided } from '../tools/ownServer';
import { expectText } from '../tools/see';
import type { Walk, WalkTools } from './walk';

/** The record, the token, both changed until the moment of sending; and what the recipient gets in the end. */
async function withALine({ page, url, context }: WalkTools): Promise<void> {
  const pane = await openWriting({ page, url }, draftTo('anna', 'Pumps for hall 8'));
  await expectText(pane, 'Will not be tracked');
  await pane.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(pane, 'Will be tracked regarding Anna Kowalska');
  await pane.getByRole('button', { name: 'Other record' }).click();
  await pane
    .getByRole('button', { name: /^Contoso/ })
    .first()
    .click();
  await expectText(pane, /Will be tracked regarding Contoso/);
  const token = await pane.getByTestId('token').innerText();
  assert.match(token, /^CRM:0\d{6}$/);
  await pane.getByRole('button', { name: 'Remove token' }).click();
  await expectText(pane, /You removed the token/);
  assert.equal(stampOn(await hostDoes(page, 'mail'))?.token, null);
  await pane.getByRole('button', { name: 'Put it back' }).click();
  assert.equal(await pane.getByTestId('token').innerText(), token);
  await pane.getByRole('button', { name: 'Contact: Anna Kowalska' }).click();
  await expectText(pane, 'Will be tracked regarding Anna Kowalska');

  const { outcome, sent } = await hostDoes(page, 'send', new Date().toISOString());
  assert.deepEqual([outcome?.status, outcome?.event.completedContext], [0, { allowEvent: true }]);
  const stamp = stampOn(sent);
  assert.equal(sent.subject, `Pumps for hall 8 ${token}`);
  assert.deepEqual(sent.headersSet, { 'x-threadmark': stamp?.mark });
  assert.deepEqual([stamp?.token, stamp?.regarding?.name], [token, 'Anna Kowalska']);
  await hostDoes(page, 'openBeside', sent);
  await expectText(pane, /^Tracked regarding Anna Kowalska/);
  await expectText(pane, /its sent copy was met now/);
  const found = await trackedToAnna({ context, url }, /^Pumps for hall 8/);
  assert.deepEqual(
    found.map(({ tracking }) => tracking.pending ?? false),
    [false],
  );
}

/** The server is away from before the pane of the draft opens until after the mail has left. */
async function withoutALine({ page, context }: WalkTools): Promise<void> {
  const server = await ownServer();
  const { url } = server;
  const find = () => trackedToAnna({ context, url }, /^Valves for hall 9/);
  try {
    const pane = await openWriting({ page, url }, await letterFrom('anna', { Subject: 'Question about valves' }));
    await expectText(pane, 'Contact: Anna Kowalska');
    await untilProvided(page);
    await server.stop();

    await hostDoes(page, 'openBeside', draftTo('anna', 'Valves for hall 9', { to: [] }));
    await expectText(pane, 'Add recipients to see the records they belong to.');
    assert.ok(await hostDoes(page, 'address', 'to', [outsiders.anna]));
    await expectText(pane, 'Offline.');
    await expectText(pane, 'Contact: Anna Kowalska');
    await pane.getByRole('button', { name: 'Track', exact: true }).click();
    await expectText(pane, 'Will be tracked regarding Anna Kowalska');
    await expectText(pane, /made on this device, without a line/);
    const token = await pane.getByTestId('token').innerText();
    assert.match(token, /^CRM:1\d{6}$/);
    await pane.getByRole('button', { name: 'Remove token' }).click();
    await expectText(pane, /You removed the token/);
    await pane.getByRole('button', { name: 'Put it back' }).click();
    assert.equal(await pane.getByTestId('token').innerText(), token);

    const { outcome, sent } = await hostDoes(page, 'send', new Date().toISOString());
    assert.deepEqual([outcome?.status, outcome?.event.completedContext], [0, { allowEvent: true }]);
    assert.equal(sent.subject, `Valves for hall 9 ${token}`);
    await hostDoes(page, 'openBeside', sent);
    await expectText(pane, '1 change waits on this device for the server.');

    await server.start();
    await hostDoes(page, 'setToken', await devToken(page, url, 'alice@northwind.example'));
    assert.equal((await eventually(find, (seen) => seen.length > 0)).length, 1);
    await hostDoes(page, 'openBeside', sent);
    await expectText(pane, /^Tracked regarding Anna Kowalska/);
    const met = await eventually(find, ([one]) => one?.tracking.pending !== true);
    assert.deepEqual(
      met.map(({ tracking }) => tracking.pending ?? false),
      [false],
    );
    /** A gateway took every header that an answer could be known by. */
    await hostDoes(page, 'openBeside', await letterFrom('anna', { Subject: `RE: ${sent.subject}` }));
    await expectText(pane, 'Suggested: Anna Kowalska');
    await expectText(pane, new RegExp(token));
  } finally {
    await server.stop();
  }
}

const walks: Walk[] = [
  {
    title:
      'T4 E2 in an independent host: record and token chosen and changed until it is sent by the event file, then met',
    run: withALine,
  },
  {
    title:
      'E2 O7 in an independent host, without a line: a token of this device, one tracking afterwards, a stripped answer found',
    run: withoutALine,
  },
];

export default walks;
