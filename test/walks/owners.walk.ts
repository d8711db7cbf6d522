/** Whose a record is: given away by its owner, given on when somebody leaves; and leaving a team. */
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { Reply } from '../../src/contract/endpoints';
import { looksRight, readNarrow } from '../tools/readNarrow';
import { expectText } from '../tools/see';
import { signedApi } from '../tools/signedApi';
import type { Walk, WalkTools } from './walk';

const [alice, bob, gina] = ['alice@northwind.example', 'bob@northwind.example', 'gina@northwind.example'];

async function made(tools: WalkTools, user: string) {
  const { call } = await signedApi(tools.context, tools.url, user);
  const name = `Wanda ${randomUUID().slice(0, 6)}`;
  const email = `${randomUUID()}@litware.example`;
  return (await call('createRecord', { requestId: randomUUID(), type: 'lead', name, email, company: null })).record;
}

async function givenAway(tools: WalkTools): Promise<void> {
  const record = await made(tools, bob);
  const address = `/record.html?type=${record.type}&id=${record.id}`;
  const bobs = await readNarrow(tools, address, /Bob/);
  await bobs.getByRole('combobox', { name: 'Seen by' }).selectOption({ label: 'Only Bob Lindqvist' });
  await bobs.getByText('Seen by: Only Bob Lindqvist.').first().waitFor({ state: 'attached' });
  await bobs.getByRole('button', { name: 'Hand it over …' }).focus();
  await bobs.keyboard.press('Enter');
  await bobs.keyboard.press('Tab');
  await bobs.keyboard.type('nobody@northwind.example');
  await bobs.keyboard.press('Enter');
  await expectText(bobs, /to: nobody who works here has the address nobody@northwind\.example/);
  await looksRight(bobs, 'hand-over');
  await bobs.getByLabel('New owner').fill(alice);
  await bobs.keyboard.press('Enter');
  await expectText(bobs, `It is ${alice}’s now, and you do not see it any more.`);
  await bobs.reload();
  await expectText(bobs, 'This record does not exist, or you may not see it.');
  const alices = await readNarrow(tools, address, /Alice/);
  await expectText(alices, 'Its owner is Alice Berg.');
  await Promise.all([bobs.context().close(), alices.context().close()]);
}

async function givenOn(tools: WalkTools): Promise<void> {
  const { context, url } = tools;
  const api = await signedApi(context, url, alice);
  await api.call('addPerson', { address: gina, name: 'Gina Holt', role: 'user' });
  const record = await made(tools, alice);
  const address = `${url}/api/records/${record.type}/${record.id}`;
  const headers = { authorization: `Bearer ${api.token}` };
  const data = { requestId: randomUUID(), to: gina };
  const given = await context.request.put(`${address}/owner`, { headers, data });
  assert.ok(given.ok(), await given.text());
  const owner = async () =>
    ((await (await context.request.get(address, { headers })).json()) as Reply<'record'>).sharing.owner;
  assert.equal(await owner(), 'Gina Holt');
  const page = await readNarrow(tools, '/admin.html#people', /Alice/);
  await expectText(page.getByRole('group', { name: 'Records of Gina Holt' }), 'One record is theirs.');
  await page.getByRole('button', { name: 'Take out Gina Holt' }).click();
  await page.getByRole('group').getByRole('button', { name: 'Take out Gina Holt' }).click();
  await page.getByRole('switch', { name: /Show those who are out/ }).click();
  const records = page.getByRole('group', { name: 'Records of Gina Holt' });
  await expectText(page, 'One record is still theirs, and Gina Holt is out: give them to somebody else.');
  await looksRight(page, 'records-of-who-left');
  await records.getByLabel('New owner of the records').fill(bob);
  await records.getByLabel('Why, for').fill('Gina left us');
  await page.keyboard.press('Enter');
  await records.waitFor({ state: 'detached' });
  assert.equal(await owner(), 'Bob Lindqvist');
  await page.goto(`${url}/admin.html#audit`);
  await expectText(page, /gave a record to somebody else/);
  await expectText(page, /Gina left us/);
  await page.context().close();
}

async function leftTeam(tools: WalkTools): Promise<void> {
  const api = await signedApi(tools.context, tools.url, alice);
  const { teams } = await api.call('teams');
  const [team] = teams.filter(({ members }) => members.includes(bob));
  assert.ok(team, 'Bob is in no team');
  const page = await readNarrow(tools, '/admin.html#mine', /Bob/);
  await page.getByRole('button', { name: `Leave ${team.name}` }).click();
  await expectText(page, /You will not see what this team sees/);
  await looksRight(page, 'leave-team');
  await page.getByRole('button', { name: `Leave ${team.name}` }).click();
  await expectText(page, `You left ${team.name}.`);
  const after = (await api.call('teams')).teams.find(({ name }) => name === team.name);
  assert.deepEqual(
    after?.members,
    team.members.filter((member) => member !== bob),
  );
  await api.call('saveTeam', { name: team.name, members: team.members });
  await page.context().close();
}

export default [
  { title: 'V1 the owner of a record gives it to somebody else, and sees it no more', run: givenAway },
  { title: 'W3 the records of somebody who left are given to another in one act', run: givenOn },
  { title: 'V1 somebody leaves a team on the page of their own options', run: leftTeam },
] satisfies Walk[];
