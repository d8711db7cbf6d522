import type { Decision } from '../../src/correlation/match';
import type { Policy } from '../../src/correlation/policy';
import { Archive, northwind, record, write, type Written } from './archive';
import { index } from './threadIndex';

const anna = 'anna@contoso.example';
const alice = 'alice@northwind.example';
const bob = 'bob@northwind.example';
const lines = (...list: string[]) => list.join('\r\n');
const reply = (rest: Written = {}) =>
  write({ subject: 'Re: Offer', headers: 'In-Reply-To: <offer1@northwind.example>', ...rest });

function verdict(mail: Written, policy: Partial<Policy> = {}, state: 'open' | 'closed' | 'deleted' = 'open'): Decision {
  const archive = new Archive({ ...northwind, ...policy });
  archive.track(
    write({ direction: 'outgoing', from: alice, to: [anna], headers: 'Message-ID: <offer1@northwind.example>' }),
    record('Deal', state),
  );
  return archive.ask(reply(mail)).decision;
}

describe('what the settings say', () => {
  test.each<[string, Written, Partial<Policy>, Decision['do']]>([
    ['an answer', {}, {}, 'track'],
    ['#80 a forward to outside', { subject: 'Fwd: Offer', from: alice, to: ['zoe@litware.example'] }, {}, 'track'],
    [
      '#80 a forward to outside, forwards ask',
      { subject: 'Fwd: Offer', from: alice, to: ['zoe@litware.example'] },
      { forwards: 'ask' },
      'suggest',
    ],
    ['#80 a forward to a colleague', { subject: 'FW: Offer', from: alice, to: [bob] }, {}, 'suggest'],
    [
      '#80 a forward to a colleague, side talk links',
      { subject: 'FW: Offer', from: alice, to: [bob] },
      { withoutOutsiders: 'link' },
      'track',
    ],
    [
      '#81 a forward without prefix, told by its people',
      { subject: 'Offer', from: anna, to: ['zoe@litware.example'] },
      { forwards: 'ask' },
      'suggest',
    ],
    [
      '#81 a localised forward',
      { subject: 'WG: Offer', from: alice, to: ['zoe@litware.example'] },
      { forwards: 'ask' },
      'suggest',
    ],
    ['#84 the outsider removed from an answer', { from: bob, to: [alice] }, {}, 'suggest'],
    ['#84 the outsider removed, on the server', { from: bob, to: [alice] }, { door: 'server' }, 'hold'],
    [
      '#84 a colleague’s machine says that he is away',
      {
        from: bob,
        to: [alice],
        headers: lines('In-Reply-To: <offer1@northwind.example>', 'Auto-Submitted: auto-replied'),
      },
      {},
      'track',
    ],
    [
      '#93 our own server returns the mail',
      {
        from: 'postmaster@northwind.example',
        to: [alice],
        subject: 'Undeliverable: Offer',
        headers: '',
        returnedHeaders: 'Message-ID: <offer1@northwind.example>',
      },
      {},
      'track',
    ],
    ['#84 where nobody knows who is ours', { from: bob, to: [alice] }, { users: [], ownDomains: [] }, 'track'],
    ['#84 a colleague added, the outsider kept', { from: bob, to: [anna, alice] }, {}, 'track'],
    ['an answer to all is no forward', { to: [alice, 'carl@contoso.example'] }, { forwards: 'ask' }, 'track'],
  ])('C1 %s', (_, mail, policy, word) => {
    expect(verdict(mail, policy).do).toBe(word);
  });

  test.each<[Policy['closedRecords'], Policy['door'], Decision['do'], boolean]>([
    ['link', 'pane', 'track', true],
    ['ask', 'pane', 'suggest', true],
    ['ask', 'server', 'hold', true],
    ['new', 'pane', 'track', false],
  ])(
    'C1 #63 the record is closed and the policy says %s (%s): %s, with record %s',
    (closedRecords, door, word, kept) => {
      const decision = verdict({}, { closedRecords, door }, 'closed');
      expect([decision.do, decision.regarding !== null]).toEqual([word, kept]);
    },
  );

  test.each<[Policy['door'], Decision['do']]>([
    ['pane', 'suggest'],
    ['server', 'hold'],
  ])('C1 #62 the record was deleted: never silent, never linked to it (%s)', (door, word) => {
    const decision = verdict({}, { door }, 'deleted');
    expect([decision.do, decision.regarding]).toEqual([word, null]);
    expect(decision.why).toContain('Deal was deleted');
  });

  test('C1 #46 a stranger’s token: the pane suggests, the server holds', () => {
    const archive = new Archive();
    archive.track(
      write({ direction: 'outgoing', from: alice, to: [anna], subject: 'Offer CRM:0001007' }),
      record('Deal'),
    );
    const stranger = write({ from: 'mallory@tailspin.example', to: [alice], subject: 'CRM:0001007' });
    expect([
      archive.ask(stranger).decision.do,
      archive.ask(stranger, { ...northwind, door: 'server' }).decision.do,
    ]).toEqual(['suggest', 'hold']);
  });
});

describe('two strong signs', () => {
  const first = record('First');
  const second = record('Second');

  function archive(secondRecord = second): Archive {
    const box = new Archive();
    box.track(
      write({ direction: 'outgoing', from: alice, to: [anna], headers: 'Message-ID: <offer1@northwind.example>' }),
      first,
    );
    box.track(
      write({
        direction: 'outgoing',
        from: alice,
        to: [anna],
        headers: lines('Message-ID: <offer2@northwind.example>', `Thread-Index: ${index(0)}`),
        subject: 'Contract CRM:0001008',
      }),
      secondRecord,
    );
    return box;
  }

  test.each([
    ['header and token', { subject: 'Re: Offer CRM:0001008' }],
    [
      'header and conversation index',
      { headers: lines('In-Reply-To: <offer1@northwind.example>', `Thread-Index: ${index(1)}`) },
    ],
  ])('C1 %s point to two records: the pane shows both, the server holds', (_, mail) => {
    const box = archive();
    const { decision } = box.ask(reply(mail));
    expect([
      decision.do,
      decision.regarding?.id,
      decision.others.map((match) => match.candidate.regarding?.id),
    ]).toEqual(['suggest', first.id, [second.id]]);
    expect(decision.why).toMatch(/In-Reply-To\. But another sign points to Second: /);
    expect(box.ask(reply(mail), { ...northwind, door: 'server' }).decision.do).toBe('hold');
  });

  test('C1 both point to one record: linked', () => {
    expect(archive(first).ask(reply({ subject: 'Re: Offer CRM:0001008' })).decision.do).toBe('track');
  });

  test('C1 two ancestors of one header are one sign: the nearest links, the other is offered', () => {
    const headers = lines(
      'In-Reply-To: <offer2@northwind.example>',
      'References: <offer1@northwind.example> <offer2@northwind.example>',
    );
    const { decision } = archive().ask(reply({ headers, subject: 'Re: Contract CRM:0001008' }));
    expect([decision.do, decision.regarding?.id, decision.others.length]).toEqual(['track', second.id, 1]);
  });

  test.each<[string, string, string]>([
    ['an untracked mail that two threads answer', 'In-Reply-To: <ghost1@contoso.example>', 'Re: Offer'],
    ['a conversation number of two threads', `Thread-Index: ${index(1)}`, 'Re: Offer'],
  ])('C1 #76 %s says nothing about which record is meant: nobody guesses', (_, headers, subject) => {
    const box = new Archive();
    for (const known of [first, second])
      box.track(write({ from: alice, to: [anna], subject, headers, direction: 'outgoing' }), known, true);
    const { decision } = box.ask(reply({ headers }));
    expect([decision.do, decision.others.length]).toEqual(['suggest', 1]);
    expect(decision.why).toMatch(/ But the same sign points to (First|Second): /);
  });

  test('C1 #25 the only reference of a sent mail is its own old name only where nobody else has that name', () => {
    const box = new Archive();
    box.track(write({ from: anna, headers: 'Message-ID: <delivery1@contoso.example>' }), first);
    const headers = lines('Message-ID: <delivery2@northwind.example>', 'References: <delivery1@contoso.example>');
    const edited = write({ direction: 'outgoing', from: alice, to: [anna], subject: 'Delivery', headers });
    const { decision } = box.ask(edited);
    expect([decision.do, decision.match?.evidence[0]?.relation]).toEqual(['track', 'ancestor']);
    box.track(edited, second, true);
    const answer = box.ask(reply({ headers: 'In-Reply-To: <delivery1@contoso.example>' })).decision;
    expect([answer.do, answer.regarding?.id]).toEqual(['track', first.id]);
  });
});

describe('words', () => {
  test.each<[string, Written, RegExp]>([
    ['a link', {}, /^Replies to the mail from alice@northwind\.example of 3 May 2026, matched by In-Reply-To\.$/],
    [
      '#88 an automatic reply',
      { headers: lines('In-Reply-To: <offer1@northwind.example>', 'Auto-Submitted: auto-replied') },
      /It is an automatic reply\.$/,
    ],
    ['#84 a side talk', { from: bob, to: [alice] }, /But everybody from outside was removed/],
    ['nothing', { headers: '' }, /^No tracked mail is related to this one\.$/],
  ])('C1 every decision says why: %s', (_, mail, why) => {
    expect(verdict(mail).why).toMatch(why);
  });
});
