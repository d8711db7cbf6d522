/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { personRecord } from '../../src/contract/counterpart';
import type { ResolvedPerson } from '../../src/contract/records';
import type { Mail } from '../../src/correlation/mail';
import { DeskContext, type Desk } from '../../src/taskpane/desk';
import { namesOf } from '../../src/taskpane/names';
import People from '../../src/taskpane/People';
import { Themed } from '../../src/ui/theme';
import { anna, annaRecord, knownOf, user } from './samples';

beforeAll(() => {
  window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never;
});

const person = (address: string, name = '') => ({ address, name });
const ANNA = person('anna@contoso.example', 'Anna Kowalska');
const LIST = 'List-Id: <pumps.lists.example>\r\nList-Post: <mailto:pumps@lists.example>\r\n';

/** What the server says: Anna stands for her contact, and nobody else for anything. */
function opened(mail: Partial<Mail>) {
  const bare = knownOf({}, { headers: '', to: [user], ...mail });
  const all = [bare.keys.from, ...bare.keys.recipients].filter((address) => address !== null);
  const people = all.map((address): ResolvedPerson => {
    if (address === anna.address) return anna;
    const isUser = address === user.address || address === 'bob@northwind.example';
    return { address, user: isUser ? { name: address } : null, records: [] };
  });
  return { ...bare, people };
}

const cases: [string, Partial<Mail>][] = [
  ['a web form', { from: person('wordpress@web.example', 'Website'), replyTo: [ANNA] }],
  ['a form that sends as a shared mailbox of ours', { from: person('sales@northwind.example'), replyTo: [ANNA] }],
  ['a form that sends as its reader', { from: user, replyTo: [ANNA] }],
  ['a signing service', { from: person('dse@sign.example', 'Anna via Sign'), replyTo: [ANNA] }],
  [
    'a list that writes itself into From',
    { from: person('pumps@lists.example', 'Anna Kowalska via Pumps'), replyTo: [ANNA], headers: LIST },
  ],
  [
    'a list that takes the answers as well',
    {
      from: person('pumps@lists.example', 'Anna Kowalska via Pumps'),
      replyTo: [person('pumps@lists.example'), ANNA],
      headers: LIST,
    },
  ],
  ['a shared mailbox of ours that wrote to her', { from: person('sales@northwind.example'), to: [ANNA] }],
  ['an alias of ours that wrote to her', { from: person('alice.berg@northwind.example'), to: [ANNA] }],
];

test.each(cases)('O1 of %s the customer is proposed', (_what, mail) =>
  expect(personRecord(opened(mail))).toEqual({ address: ANNA.address, record: annaRecord }),
);

test('O1 who writes in their own name is proposed before whoever gets the answers', () => {
  const eve = person('eve@proseware.example');
  expect(personRecord(opened({ from: ANNA, replyTo: [eve] }))?.address).toBe(ANNA.address);
  expect(personRecord(opened({ from: person('noreply@shop.example') }))).toBeNull();
  expect(personRecord(opened({ from: person('bob@northwind.example'), to: [user, ANNA] }))).toBeNull();
});

function show(mail: Partial<Mail>) {
  const known = opened(mail);
  const desk = { user: user.address, openRecord: () => {}, mint: () => '', act: () => {} } as unknown as Desk;
  const { container } = render(
    <Themed>
      <DeskContext value={desk}>
        <People people={known.people} names={namesOf(known.mail)} known={known} busy={false} />
      </DeskContext>
    </Themed>,
  );
  return [...container.querySelectorAll('strong')].map(({ textContent }) => textContent);
}

const creates = () =>
  screen
    .queryAllByRole('button', { name: /^Create/ })
    .map((button) => button.ariaLabel ?? button.getAttribute('aria-label'));

test('O1 people: the customer of a web form stands first, and its machine becomes no contact', () => {
  const names = show({ from: person('wordpress@web.example', 'Website'), replyTo: [ANNA] });
  expect(names[0]).toBe('Anna Kowalska');
  expect(screen.getByText('An automatic sender')).toBeVisible();
  expect(creates()).toEqual([]);
});

test('O1 people: the writer of a list’s mail stands first, and the list becomes no contact', () => {
  const nils = person('nils@fabrikam.example', 'Nils Holm');
  const list = person('pumps@lists.example', 'Nils via Pumps');
  expect(show({ from: list, to: [list], replyTo: [nils], headers: LIST })[0]).toBe('Nils Holm');
  expect(screen.getByText('A mailing list')).toBeVisible();
  expect(creates()).toEqual(['Create contact for nils@fabrikam.example', 'Create lead for nils@fabrikam.example']);
});

test('O1 people: addresses of our own domains that are no users belong to the organisation', () => {
  show({ from: person('sales@northwind.example'), to: [person('alice.berg@northwind.example'), user] });
  expect(screen.getAllByText('Your organisation')).toHaveLength(2);
  expect(creates()).toEqual([]);
});
