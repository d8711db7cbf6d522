/** @jest-environment jsdom */
import '@testing-library/jest-dom';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { problem } from '../../src/contract/problems';
import type { RecordView } from '../../src/contract/records';
import { App } from '../../src/record/App';
import { alice, bob, fakeApi, mail, page, uuid } from './fakes';

const anna: RecordView = {
  ...page,
  name: 'Anna Holm',
  detail: 'Contoso Ltd',
  state: 'open',
  email: 'anna@contoso.example',
};
const address = `?type=contact&id=${page.id}`;
const sharing = {
  access: 'team',
  owner: 'Alice Berg',
  team: 'Sales',
  teams: ['Sales'],
  mayShare: false,
  mine: false,
  mayHandOver: false,
} as const;
const record = () => ({ record: anna, sharing: { ...sharing, teams: [...sharing.teams] } });

const timeline =
  (...activities: ReturnType<typeof mail>[]) =>
  () => ({ activities, more: false });

/** Contrast needs a layout, which jsdom has not; the walks check it in a browser. */
async function faultsFound(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test('O4 a record shows its name, type, state, address and detail, and the tab is named after it', async () => {
  render(<App api={fakeApi({ record, timeline: timeline() })} search={address} />);
  expect(await screen.findByRole('heading', { level: 1, name: 'Anna Holm' })).toBeVisible();
  expect(screen.getByText('Contact')).toBeVisible();
  expect(screen.getByText('open')).toBeVisible();
  expect(screen.getByText('Contoso Ltd')).toBeVisible();
  expect(screen.getByRole('link', { name: 'anna@contoso.example' })).toHaveAttribute(
    'href',
    'mailto:anna%40contoso.example',
  );
  expect(document.title).toBe('Anna Holm – Threadmark');
});

test('O4 a record that was made beside a mail shows its address once', async () => {
  const made = { ...anna, detail: 'Contoso Ltd · anna@contoso.example' };
  render(
    <App api={fakeApi({ record: () => ({ ...record(), record: made }), timeline: timeline() })} search={address} />,
  );
  expect(await screen.findByRole('link', { name: 'anna@contoso.example' })).toBeVisible();
  expect(screen.getByText('Contoso Ltd')).toBeVisible();
});

test('O1 a record without tracked mail says so, and what to do', async () => {
  render(<App api={fakeApi({ record, timeline: timeline() })} search={address} />);
  expect(await screen.findByText(/No mail is tracked to this record yet. Open a message in Outlook/)).toBeVisible();
});

test('O1 while the timeline is on its way a screen reader is told, and nothing claims to be empty', async () => {
  const never = new Promise<never>(() => undefined);
  render(<App api={fakeApi({ record, timeline: () => never })} search={address} />);
  expect(await screen.findByRole('heading', { name: 'Anna Holm' })).toBeVisible();
  expect(screen.getByRole('region', { name: 'Tracked mail' })).toHaveAttribute('aria-busy', 'true');
  expect(screen.queryByText(/No mail is tracked/)).toBeNull();
});

test('O1 a thread shows its newest mail; the older ones unfold by keyboard and fold again', async () => {
  const user = userEvent.setup();
  render(<App api={fakeApi({ record, timeline: timeline(mail(1, 1), mail(3, 1), mail(2, 1)) })} search={address} />);
  const thread = within(await screen.findByRole('region', { name: /Mail 3/ }));
  expect(thread.getByText(/3 mails among/)).toBeVisible();
  const unfold = thread.getByRole('button', { name: 'Show 2 earlier mails' });
  expect(unfold).toHaveAttribute('aria-expanded', 'false');
  expect(thread.queryByText(/Mail 2/)).toBeNull();
  unfold.focus();
  await user.keyboard('{Enter}');
  const list = document.getElementById(unfold.getAttribute('aria-controls') ?? '') as HTMLElement;
  expect(unfold).toHaveAttribute('aria-expanded', 'true');
  expect(
    within(list)
      .getAllByRole('article')
      .map((one) => one.querySelector('h4')?.textContent),
  ).toEqual(['\u2068Mail 2\u2069', '\u2068Mail 1\u2069']);
  await user.keyboard('{Enter}');
  expect(thread.queryByRole('article', { name: /Mail 2/ })).toBeNull();
});

test('O1 a mail says who tracked it, when, by which evidence, and who else did', async () => {
  const sent = mail(1, 1);
  const receipts = [...sent.tracking.receipts, { ...bob, at: sent.sentAt }];
  render(
    <App
      api={fakeApi({ record, timeline: timeline({ ...sent, tracking: { ...sent.tracking, receipts } }) })}
      search={address}
    />,
  );
  const evidence = await screen.findByText(/Tracked by/);
  expect(evidence.textContent?.replace(/[\u2068\u2069]/g, '')).toMatch(
    /^Tracked by Alice Berg, 1 May 2026, \d\d:\d\d \(reply header\): Replies to the mail from alice@northwind\.example of 3 May 2026, matched by In-Reply-To. Also tracked by Bob Lindqvist.$/,
  );
});

test('O1 mail that belongs to another record of the family leads there; a deleted one is only named', async () => {
  const [one, two] = [mail(1, 1), mail(2, 2)];
  const regarding = { type: 'case', id: uuid(9), name: 'Wet pallets', state: 'closed' } as const;
  const activities = [
    { ...one, tracking: { ...one.tracking, regarding } },
    {
      ...two,
      tracking: { ...two.tracking, regarding: { ...regarding, id: uuid(8), name: 'Gone', state: 'deleted' as const } },
    },
  ];
  render(<App api={fakeApi({ record, timeline: timeline(...activities) })} search={address} />);
  expect(await screen.findByRole('link', { name: /Case: .Wet pallets/ })).toHaveAttribute(
    'href',
    `/record.html?type=case&id=${uuid(9)}`,
  );
  expect(screen.getByText(/Gone.*\(deleted\)/)).toBeVisible();
  expect(screen.queryByRole('link', { name: /Gone/ })).toBeNull();
});

test('O1 files are listed with their sizes, pictures of the text are not', async () => {
  const attachments = [
    { name: 'offer.pdf', contentType: 'application/pdf', size: 348_122, inline: false },
    { name: 'logo.png', contentType: 'image/png', size: 300, inline: true },
  ];
  render(<App api={fakeApi({ record, timeline: timeline(mail(1, 1, { attachments })) })} search={address} />);
  const files = within(await screen.findByRole('list', { name: 'Attachments' }));
  expect(files.getAllByRole('listitem')).toHaveLength(1);
  expect(files.getByText(/offer\.pdf.*348 KB/)).toBeVisible();
});

test('O1 older mail comes page by page when it is asked for, folds into its thread, and its end is told', async () => {
  const user = userEvent.setup();
  const olderMails = jest
    .fn()
    .mockRejectedValueOnce(problem('storeAway'))
    .mockResolvedValueOnce({ activities: [mail(2, 1), mail(3, 2)], more: true })
    .mockResolvedValueOnce({ activities: [mail(4, 3)], more: false });
  const first = { activities: [mail(1, 1)], more: true };
  render(<App api={fakeApi({ record, timeline: () => first, olderMails })} search={address} />);
  expect(await screen.findByText('The newest 1 mail of this record, in one thread.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show older mail' }));
  expect(await screen.findByText(/cannot reach its database/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show older mail' }));
  expect(await screen.findByText('The newest 3 mails of this record, in 2 threads.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Show 1 earlier mail' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show older mail' }));
  expect(await screen.findByText('All mail of this record is shown.')).toHaveFocus();
  expect(screen.getByText('4 mails in 3 threads, newest first.')).toBeVisible();
  expect(olderMails.mock.calls.map(([input]) => input.body.after)).toEqual([1, 1, 3].map((n) => mail(n, 1).activityId));
});

test('P2 a body is asked for only when it is opened, once, and stands in a frame without any permission', async () => {
  const user = userEvent.setup();
  const api = fakeApi({
    record,
    timeline: timeline(mail(1, 1)),
    body: () => ({ html: '<p>Hi <script>x()</script></p>', text: 'Hi' }),
  });
  render(<App api={api} search={address} />);
  const read = await screen.findByRole('button', { name: 'Read mail' });
  expect(api.asked.map(([name]) => name)).not.toContain('body');
  await user.click(read);
  const frame = await screen.findByTitle(/Text of .*Mail 1/);
  expect(frame).toHaveAttribute('sandbox', '');
  expect(frame.getAttribute('srcdoc')).not.toContain('<script');
  await user.click(screen.getByRole('button', { name: 'Close mail' }));
  await user.click(screen.getByRole('button', { name: 'Read mail' }));
  expect(api.asked.filter(([name]) => name === 'body')).toHaveLength(1);
});

test('P2 remote pictures load only after the reader pressed the button', async () => {
  const user = userEvent.setup();
  const html = '<img data-remote-src="https://pics.example/a.png">';
  render(
    <App
      api={fakeApi({ record, timeline: timeline(mail(1, 1)), body: () => ({ html, text: null }) })}
      search={address}
    />,
  );
  await user.click(await screen.findByRole('button', { name: 'Read mail' }));
  expect((await screen.findByTitle(/Text of/)).getAttribute('srcdoc')).not.toContain('pics.example');
  await user.click(screen.getByRole('button', { name: 'Load pictures' }));
  expect(screen.getByTitle(/Text of/).getAttribute('srcdoc')).toContain('src="https://pics.example/a.png"');
  expect(screen.queryByRole('button', { name: 'Load pictures' })).toBeNull();
});

test('O1 the plain text can be read instead, and is all there is where no HTML was stored', async () => {
  const user = userEvent.setup();
  const body = () => ({ html: '<p>Hi</p>', text: 'Hi in plain' });
  const { unmount } = render(<App api={fakeApi({ record, timeline: timeline(mail(1, 1)), body })} search={address} />);
  await user.click(await screen.findByRole('button', { name: 'Read mail' }));
  await user.click(await screen.findByRole('button', { name: 'Plain text' }));
  expect(screen.getByText('Hi in plain')).toBeVisible();
  expect(screen.queryByTitle(/Text of/)).toBeNull();
  unmount();
  render(
    <App
      api={fakeApi({ record, timeline: timeline(mail(1, 1)), body: () => ({ html: null, text: null }) })}
      search={address}
    />,
  );
  await user.click(await screen.findByRole('button', { name: 'Read mail' }));
  expect(await screen.findByText(/^There is no text of this mail here: as your organisation decided/)).toBeVisible();
});

test('H1 a body that fails says what to do and comes at the second try', async () => {
  const user = userEvent.setup();
  const body = jest.fn().mockRejectedValueOnce(problem('storeAway')).mockResolvedValue({ html: null, text: 'Here' });
  render(<App api={fakeApi({ record, timeline: timeline(mail(1, 1)), body })} search={address} />);
  await user.click(await screen.findByRole('button', { name: 'Read mail' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot reach its database.');
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('Here')).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('H1 a timeline that fails leaves the record standing and can be tried again', async () => {
  const user = userEvent.setup();
  const failing = jest
    .fn()
    .mockRejectedValueOnce(problem('offline'))
    .mockResolvedValue({ activities: [mail(1, 1)], more: false });
  render(<App api={fakeApi({ record, timeline: failing })} search={address} />);
  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached.');
  expect(await screen.findByRole('heading', { name: 'Anna Holm' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByRole('region', { name: /Mail 1/ })).toBeVisible();
});

test('H1 an unknown record shows the Problem, and no timeline is asked for another time', async () => {
  const api = fakeApi({
    record: () => Promise.reject(problem('unknownRecord')),
    timeline: () => Promise.reject(problem('unknownRecord')),
  });
  render(<App api={api} search={address} />);
  await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
  expect(screen.getByRole('alert')).toHaveTextContent('This record does not exist, or you may not see it.');
});

const found = (...records: RecordView[]) => ({ records: records.map((one) => ({ ...one, ofThisMail: false })) });

test('O4 without an id the page lists records, and typing searches', async () => {
  const user = userEvent.setup();
  const oak: RecordView = {
    type: 'opportunity',
    id: uuid(4),
    name: 'Oak flooring',
    detail: 'EUR 84 000',
    state: 'closed',
    email: null,
  };
  const api = fakeApi({
    searchRecords: (input) => ((input as { body: { text: string } }).body.text === '' ? found(anna, oak) : found(oak)),
  });
  render(<App api={api} search="" />);
  expect(await screen.findByRole('link', { name: 'Anna Holm' })).toHaveAttribute('href', `/record.html${address}`);
  await user.type(screen.getByRole('searchbox', { name: 'Find a record' }), 'oak');
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Anna Holm' })).toBeNull());
  expect(screen.getByRole('link', { name: 'Oak flooring' })).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('1 record');
});

test('O1 a slow answer to an earlier search never shows over a later one', async () => {
  const user = userEvent.setup();
  const waiting = new Map<string, (reply: ReturnType<typeof found>) => void>();
  const api = fakeApi({
    searchRecords: (input) =>
      new Promise((resolve) => waiting.set((input as { body: { text: string } }).body.text, resolve)),
  });
  render(<App api={api} search="" />);
  await user.type(await screen.findByRole('searchbox'), 'an');
  waiting.get('an')?.(found({ ...anna, name: 'Late word' }));
  expect(await screen.findByRole('link', { name: 'Late word' })).toBeVisible();
  waiting.get('a')?.(found({ ...anna, name: 'Early word' }));
  await Promise.resolve();
  expect(screen.queryByRole('link', { name: 'Early word' })).toBeNull();
});

test('O1 a search without a hit says so', async () => {
  const user = userEvent.setup();
  render(<App api={fakeApi({ searchRecords: () => found() })} search="" />);
  await user.type(await screen.findByRole('searchbox'), 'zzz');
  expect(await screen.findByText('Nothing matches “zzz”. Try fewer or other words.')).toBeVisible();
});

test('H1 an address that names no record leads to the list', () => {
  render(<App api={fakeApi({})} search="?type=lead&id=x" />);
  expect(screen.getByText(/This address names no lead/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Choose one from the list.' })).toHaveAttribute('href', '/record.html');
});

test('O4 record page and list have no fault that axe finds', async () => {
  const user = userEvent.setup();
  const api = fakeApi({
    record,
    timeline: timeline(mail(1, 1), mail(2, 1), mail(3, 2, { from: alice, direction: 'outgoing' })),
    body: () => ({ html: '<p>Hi <a href="https://contoso.example/">plan</a></p>', text: 'Hi' }),
    searchRecords: () => found(anna),
  });
  const first = render(<App api={api} search={address} />);
  for (const name of ['Show 1 earlier mail']) await user.click(await screen.findByRole('button', { name }));
  await user.click(screen.getAllByRole('button', { name: 'Read mail' })[0] as HTMLElement);
  await screen.findByTitle(/Text of/);
  expect(await faultsFound(first.container)).toEqual([]);
  first.unmount();
  const second = render(<App api={api} search="" />);
  await screen.findByRole('link', { name: 'Anna Holm' });
  expect(await faultsFound(second.container)).toEqual([]);
});
