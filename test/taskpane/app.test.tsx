/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { act, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { problem } from '../../src/contract/problems';
import type { ResolvedPerson } from '../../src/contract/records';
import { App } from '../../src/taskpane/App';
import { DeskContext, type Desk, type FoundRecord } from '../../src/taskpane/desk';
import { reduce } from '../../src/taskpane/reduce';
import { firstState, type Act, type PaneEvent, type PaneState, type View } from '../../src/taskpane/state';
import { Themed } from '../../src/ui/theme';
import {
  aliceHerself,
  anna,
  annaRecord,
  candidate,
  knownOf,
  mail,
  renewal,
  stranger,
  tracking,
  user,
  uuid,
} from './samples';

configure({ asyncUtilTimeout: 5000 });

/** The pane's machine without its hands: what is clicked is kept, and answered by the test. */
function setUp(
  view: View,
  {
    search = async () => [],
    ...more
  }: { search?: Desk['search']; news?: PaneState['news']; of?: PaneState['of'] } = {},
) {
  const now: { state: PaneState } = { state: { ...firstState, view, ...more } };
  const listeners = new Set<() => void>();
  const acts: Act[] = [];
  const decided: [string, string][] = [];
  const opened: unknown[] = [];
  const send = (event: PaneEvent) =>
    act(() => {
      now.state = reduce(now.state, event)[0];
      for (const changed of listeners) changed();
    });
  const forgotten: string[] = [];
  const ids = { last: 100 };
  const desk: Desk = {
    user: user.address,
    now: () => Date.parse('2026-11-21T12:00:00Z'),
    mint: () => uuid((ids.last += 1)),
    act: (clicked) => (acts.push(clicked), send({ is: 'clicked', act: clicked })),
    giveToken: async () => ({ token: null, why: null }),
    leaveSent: async () => null,
    retry: () => send({ is: 'retried' }),
    lookAgain: () => send({ is: 'lookedAgain' }),
    dismiss: () => send({ is: 'dismissed' }),
    newsRead: (id) => send({ is: 'newsRead', id }),
    post: () => now.state.post,
    decide: (id, what) => decided.push([id, what]),
    openRecord: (record) => opened.push(record),
    openOptions: () => undefined,
    forget: async (record) => forgotten.push(record.id),
    search,
    after: (_milliseconds, run) => {
      const timer = setTimeout(run, 0);
      return () => clearTimeout(timer);
    },
  };
  const subscribe = (changed: () => void) => (listeners.add(changed), () => listeners.delete(changed));
  const pane = { state: () => now.state, subscribe, send, open: () => {}, lookAgain: () => {}, stop: () => {} };
  const { container } = render(
    <Themed>
      <DeskContext value={desk}>
        <App pane={pane} />
      </DeskContext>
    </Themed>,
  );
  return {
    container,
    acts,
    opened,
    forgotten,
    send,
    state: () => now.state,
    press: (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name })),
  };
}

const knownView = (known = knownOf(), change: Partial<Extract<View, { at: 'known' }>> = {}): View => ({
  at: 'known',
  known,
  act: { is: 'idle' },
  canUndo: false,
  notes: [],
  ...change,
});
const suggested = knownOf({ candidates: [candidate() as never] });
const headline = () => screen.getByRole('heading', { level: 1 });
/** Without the way to one's own options, which stands below everything. */
const buttons = () =>
  screen
    .getAllByRole('button')
    .map((button) => button.textContent?.trim())
    .filter((name) => name !== 'My options');

async function faultsFound(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test('O1 loading shows the outline of the verdict and says nothing yet', async () => {
  const { container } = setUp({ at: 'looking' });
  expect(screen.getByLabelText('Looking at the message')).toHaveAttribute('aria-busy', 'true');
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  expect(await faultsFound(container)).toEqual([]);
});

test('O1 the head names the email that the pane speaks of, whole for a screen reader and in the tooltip', () => {
  const of = { subject: 'A long subject about the pump station and its second pump', sender: 'Anna Kowalska' };
  setUp(knownView(), { of });
  const head = screen.getByTestId('of');
  expect(head).toHaveTextContent(`${of.subject} · ${of.sender}`);
  expect(head).toHaveAttribute('title', `${of.subject} · ${of.sender}`);
});

test('O1 no item: one sentence and a way on', () => {
  setUp({ at: 'nothing' });
  expect(headline()).toHaveTextContent('No message is open');
});

test('O1 a failed look says what happened, what to do, and offers it', async () => {
  const { press, state, container } = setUp({ at: 'failed', problem: problem('badAnswer', 'It was HTTP 502.') });
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The server gave an answer that cannot be understood. It was HTTP 502.',
  );
  expect(screen.getByRole('alert')).toHaveTextContent('Try again; if it stays, tell your administrator.');
  expect(await faultsFound(container)).toEqual([]);
  await press('Retry');
  expect(state().view.at).toBe('looking');
});

test('O1 a suggestion names the record, the evidence in words, and tracks by one click with that evidence', async () => {
  const { press, acts, container } = setUp(knownView(suggested));
  expect(headline()).toHaveTextContent('Suggested: Contoso renewal');
  expect(screen.getByText('Replies to your mail of 3 May 2026, matched by In-Reply-To.')).toBeVisible();
  expect(screen.queryByText(/the mail from alice@northwind.example/)).toBeNull();
  expect(screen.getByRole('status')).toHaveTextContent('Suggested: Contoso renewal');
  expect(await faultsFound(container)).toEqual([]);
  await press('Track');
  expect(acts).toEqual([
    {
      do: 'track',
      requestId: uuid(101),
      regarding: { type: 'opportunity', id: renewal.id, name: 'Contoso renewal' },
      withBody: true,
      because: {
        method: 'replyTo',
        matched: uuid(1),
        reason: 'Replies to the mail from alice@northwind.example of 3 May 2026, matched by In-Reply-To.',
      },
    },
  ]);
  expect(screen.getByRole('status')).toHaveTextContent('Tracking …');
  expect(headline()).toHaveTextContent('Suggested');
});

test('O1 what speaks against a match is shown, and the other record is offered beside it', async () => {
  const rival = candidate({
    activityId: uuid(3),
    shared: [{ kind: 'token', value: '0001007' }],
    messageId: 'other@northwind.example',
    threadId: uuid(4),
    regarding: { ...renewal, id: uuid(52), name: 'Fabrikam case', type: 'case' },
  });
  const known = knownOf(
    { candidates: [candidate({ regarding: { ...renewal, state: 'closed' } }), rival] as never },
    { subject: 'Re: Offer CRM:0001007', headers: mail.headers!.replace('Re: Offer', 'Re: Offer CRM:0001007') },
  );
  const { press, acts } = setUp(knownView(known));
  const names = [
    headline().textContent,
    ...screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent),
  ].join(' | ');
  expect(names).toMatch(/Contoso renewal/);
  expect(names).toMatch(/Fabrikam case/);
  await press('Track to this');
  expect(acts[0]).toMatchObject({ do: 'track', because: { method: expect.not.stringMatching('hand') } });
});

test('O1 nothing matched, but the sender is known: Track links to that contact, or to none', async () => {
  const { press, acts } = setUp(knownView());
  expect(headline()).toHaveTextContent('Not tracked');
  expect(screen.getByText('Track links it to the contact Anna Kowalska (anna@contoso.example).')).toBeVisible();
  await press('Track without record');
  expect(acts[0]).toMatchObject({ do: 'track', regarding: null, because: { method: 'hand', matched: null } });
});

test('O1 nobody known: no record is made up, tracking without one is offered first', () => {
  setUp(knownView(knownOf({ people: [stranger, aliceHerself] })));
  expect(buttons().slice(0, 2)).toEqual(['Track without record', 'Set regarding']);
  expect(screen.queryByRole('button', { name: 'Track' })).toBeNull();
});

test('O1 tracked: record, who and when, why; and what can be done now', async () => {
  const known = knownOf({
    own: tracking({
      receipts: [
        { address: user.address, name: user.name, at: '2026-05-04T11:00:00Z' },
        { address: 'bob@northwind.example', name: 'Bob Lindqvist', at: '2026-05-06T11:00:00Z' },
      ],
    }),
  });
  const { container, press, opened, acts } = setUp(knownView(known));
  expect(headline()).toHaveTextContent('Tracked regarding Contoso renewal');
  expect(screen.getByText('Tracked by Alice Berg on 4 May 2026 and by Bob Lindqvist on 6 May 2026.')).toBeVisible();
  expect(screen.getByText('Replies to your mail of 3 May 2026, matched by In-Reply-To.')).toBeVisible();
  expect(buttons().slice(0, 3)).toEqual(['Open record', 'Change regarding', 'Untrack']);
  expect(await faultsFound(container)).toEqual([]);
  await press('Open record');
  expect(opened).toEqual([tracking().regarding]);
  await press('Untrack');
  expect(acts).toMatchObject([{ do: 'untrack', own: { activityId: uuid(10), version: 1 } }]);
});

test('O1 tracked by a colleague only: said so, and to be tracked for oneself', async () => {
  const own = tracking({
    receipts: [{ address: 'bob@northwind.example', name: 'Bob Lindqvist', at: '2026-05-06T11:00:00Z' }],
  });
  const { press, acts } = setUp(knownView(knownOf({ own })));
  expect(screen.getByText('Tracked by Bob Lindqvist on 6 May 2026.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Untrack' })).toBeNull();
  await press('Track for me too');
  expect(acts).toMatchObject([{ do: 'track', regarding: { id: renewal.id } }]);
});

test('O1 untracked a moment ago: Undo is offered', async () => {
  const { press, acts } = setUp(
    knownView(knownOf({ own: tracking({ state: 'untracked', version: 2 }) }), { canUndo: true }),
  );
  expect(headline()).toHaveTextContent('Not tracked');
  await press('Undo');
  expect(acts).toMatchObject([{ do: 'restore', own: { version: 2 } }]);
});

test('O1 a failed act keeps the verdict that is true, says what happened, and can be retried or dismissed', async () => {
  const failedAct: Act = { do: 'untrack', requestId: uuid(91), own: tracking() };
  const { press, state } = setUp(
    knownView(knownOf({ own: tracking() }), { act: { is: 'failed', act: failedAct, problem: problem('offline') } }),
  );
  expect(headline()).toHaveTextContent('Tracked regarding Contoso renewal');
  expect(screen.getByRole('alert')).toHaveTextContent('The server cannot be reached.');
  await press('Retry');
  expect(state().view).toMatchObject({ act: { is: 'running', act: failedAct } });
});

test('O4 while an act runs its buttons stay where they are, keep the focus, and do nothing', async () => {
  const { press, acts, send } = setUp(knownView(suggested));
  await press('Track');
  expect(screen.getByRole('button', { name: 'Track' })).toHaveAttribute('aria-disabled', 'true');
  expect(screen.getByRole('button', { name: 'Track' })).toHaveFocus();
  await press('Track');
  expect(acts).toHaveLength(1);
  send({
    is: 'acted',
    generation: 1,
    act: acts[0]!,
    subject: '',
    outcome: { tracking: tracking(), created: null, note: 'Its body was left out.' },
  });
  expect(screen.getByText('Its body was left out.')).toBeVisible();
  await waitFor(() => expect(headline()).toHaveFocus());
});

test('O1 search: the open ones of the sender first, by words and kind; a choice tracks to it', async () => {
  const asked: unknown[] = [];
  const found = (name: string, ofThisMail: boolean): FoundRecord => ({
    ...annaRecord,
    id: uuid(60 + name.length),
    name,
    ofThisMail,
  });
  const search: Desk['search'] = async (question) => (
    asked.push(question),
    [found('Anna', true), found('Another', false)]
  );
  const { press, acts, container } = setUp(knownView(), { search });
  await press('Set regarding');
  const box = await screen.findByRole('searchbox', { name: 'Name, address or number' });
  expect(box).toHaveFocus();
  expect(await screen.findByRole('button', { name: /^Anna / })).toHaveTextContent('of this mail');
  expect(asked).toEqual([{ text: '', around: ['anna@contoso.example', 'alice@northwind.example'], types: [] }]);
  await userEvent.type(box, 'ano');
  await userEvent.selectOptions(screen.getByLabelText('Kind'), 'Case');
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ text: 'ano', types: ['case'] }));
  expect(await faultsFound(container)).toEqual([]);
  await userEvent.click(await screen.findByRole('button', { name: /^Another/ }));
  expect(acts).toMatchObject([{ do: 'track', regarding: { name: 'Another' }, because: { method: 'hand' } }]);
  expect(screen.queryByRole('searchbox')).toBeNull();
});

test('O4 search: Escape closes it and gives the focus back; a failure can be retried', async () => {
  const answers = [() => Promise.reject(problem('offline')), async () => [] as FoundRecord[]];
  const { press } = setUp(knownView(), { search: () => answers.shift()!() });
  await press('Set regarding');
  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached.');
  await press('Retry');
  expect(await screen.findAllByText('Nothing found. Try fewer words.')).not.toHaveLength(0);
  await userEvent.click(screen.getByRole('searchbox'));
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('searchbox')).toBeNull();
  expect(screen.getByRole('button', { name: 'Set regarding' })).toHaveFocus();
});

test('O1 search: a late answer to earlier words never shows', async () => {
  const waiting: ((records: FoundRecord[]) => void)[] = [];
  const search = () => new Promise<FoundRecord[]>((resolve) => waiting.push(resolve));
  const { press } = setUp(knownView(), { search });
  await press('Set regarding');
  await waitFor(() => expect(waiting).toHaveLength(1));
  await userEvent.type(await screen.findByRole('searchbox'), 'x');
  await waitFor(() => expect(waiting).toHaveLength(2));
  await act(async () => waiting[1]!([{ ...annaRecord, name: 'New', ofThisMail: false }]));
  await act(async () => waiting[0]!([{ ...annaRecord, name: 'Old', ofThisMail: false }]));
  expect(screen.getByRole('button', { name: /^New/ })).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Old/ })).toBeNull();
});

test('O1 people: each with the record it stands for; a stranger becomes a contact or lead, and the mail is tracked', async () => {
  const bob: ResolvedPerson = { address: 'bob@northwind.example', user: { name: 'Bob Lindqvist' }, records: [] };
  const alice: ResolvedPerson = { address: 'Alice@northwind.example', user: { name: 'Alice Berg' }, records: [] };
  const { press, acts, opened, container } = setUp(knownView(knownOf({ people: [stranger, bob, alice] })));
  const people = within(screen.getByRole('region', { name: 'People' }));
  expect(people.getByText('Anna K.')).toBeVisible();
  expect(people.getByText('No record yet')).toBeVisible();
  expect(people.getByText('A colleague')).toBeVisible();
  expect(people.getByText('You')).toBeVisible();
  await press('Create lead for anna@contoso.example');
  const name = await screen.findByRole('textbox', { name: /^Name/ });
  expect(name).toHaveValue('Anna K.');
  expect(name).toHaveFocus();
  expect(await faultsFound(container)).toEqual([]);
  await userEvent.clear(name);
  await press('Create and track');
  expect(screen.getByText('Please give a name.')).toBeVisible();
  expect(acts).toEqual([]);
  await userEvent.type(name, 'Anna Kowalska');
  await userEvent.type(screen.getByRole('textbox', { name: 'Company' }), 'Contoso');
  await press('Create and track');
  expect(acts).toMatchObject([
    {
      do: 'create',
      own: null,
      record: { type: 'lead', name: 'Anna Kowalska', email: 'anna@contoso.example', company: 'Contoso' },
    },
  ]);
  expect(opened).toEqual([]);
});

test('O1 a known person’s record opens from the list', async () => {
  const { press, opened } = setUp(knownView(knownOf({ people: [anna] })));
  await press('Open contact Anna Kowalska');
  expect(opened).toEqual([annaRecord]);
});

test('O1 missing headers are told, with a way to read again', async () => {
  const { press, state } = setUp(
    knownView({ ...knownOf(), headers: { got: 'nothing', why: 'It did not answer within 2 seconds.' } }),
  );
  expect(screen.getByText(/did not hand over the internet headers/)).toBeVisible();
  await press('Read again');
  expect(state().view.at).toBe('looking');
});

test('O1 news about an earlier message stays until it is read', async () => {
  const news = [{ id: uuid(90), subject: 'Left', text: 'It was not tracked.', problem: problem('offline') }];
  const { press } = setUp({ at: 'looking' }, { news });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    '“Left”: It was not tracked. The server cannot be reached.',
  );
  await press('Dismiss');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('K4 an unknown sender who became a record is told of, and taken back by Undo', async () => {
  const { send, state, press, forgotten } = setUp(
    knownView(knownOf(), { act: { is: 'running', act: { do: 'track' } as never } }),
  );
  const outcome = { tracking: tracking(), created: annaRecord, note: null };
  send({ is: 'acted', generation: state().generation, act: { do: 'track' } as never, subject: 'Offer', outcome });
  expect(await screen.findByText(/Anna Kowalska was unknown and is a contact now/)).toBeVisible();
  await press('Undo: Anna Kowalska stays unknown');
  expect(forgotten).toEqual([annaRecord.id]);
  expect(state().view.at).toBe('looking');
});

test('O4 names, subjects and reasons are text: nothing in them is run as markup', () => {
  const hostile = '<img src=x onerror="window.hit=1">';
  const { container } = setUp(
    knownView(
      knownOf({
        own: tracking({ reason: hostile, regarding: { ...tracking().regarding!, name: hostile } }),
        people: [{ ...anna, records: [{ ...annaRecord, name: hostile }] }],
      }),
    ),
  );
  expect(container.querySelector('img')).toBeNull();
  expect(headline()).toHaveTextContent(hostile);
});
