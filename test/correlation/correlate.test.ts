import type { Regarding } from '../../src/correlation/mail';
import type { Decision, StrategyName } from '../../src/correlation/match';
import { Archive, northwind, record, write, type Written } from './archive';
import { index } from './threadIndex';

const lines = (...list: string[]) => list.join('\r\n');
const sent = (rest: Written): Written => ({
  direction: 'outgoing',
  from: 'alice@northwind.example',
  to: ['anna@contoso.example'],
  ...rest,
});
const deal = record('Deal');
const other = record('Other deal');

/** Alice's tracked offer to Anna. */
const offer = write(
  sent({
    headers: lines('Message-ID: <offer1@northwind.example>', `Thread-Index: ${index(0)}`),
    subject: 'Offer CRM:0001007',
  }),
);

interface Row {
  readonly title: string;
  readonly mail: Written;
  readonly verdict: Decision['do'];
  readonly method?: StrategyName;
}

const rows: Row[] = [
  {
    title: '#4 a folded id',
    mail: { headers: 'In-Reply-To: <offer1\r\n @northwind.example>' },
    verdict: 'track',
    method: 'replyTo',
  },
  {
    title: '#6 mumble and good References',
    mail: { headers: lines('In-Reply-To: mumble', 'References: <offer1@northwind.example>') },
    verdict: 'track',
    method: 'references',
  },
  {
    title: '#7 two ids, ours second',
    mail: { headers: 'In-Reply-To: <unknown@x.example> <offer1@northwind.example>' },
    verdict: 'track',
    method: 'replyTo',
  },
  {
    title: '#14 References cut to the first four and the last six',
    mail: {
      headers: `References: <offer1@northwind.example> ${Array.from({ length: 9 }, (_, i) => `<ref${i}@x.example>`).join(' ')}`,
    },
    verdict: 'track',
    method: 'references',
  },
  {
    title: '#17 the domain in another case',
    mail: { headers: 'In-Reply-To: <offer1@NORTHWIND.example>' },
    verdict: 'track',
    method: 'replyTo',
  },
  {
    title: '#17 the local part in another case',
    mail: { headers: 'In-Reply-To: <OFFER1@northwind.example>' },
    verdict: 'skip',
  },
  {
    title: '#22 a relay’s id in In-Reply-To, ours in References',
    mail: {
      headers: lines('In-Reply-To: <b.ses@ses.example>', 'References: <offer1@northwind.example> <b.ses@ses.example>'),
    },
    verdict: 'track',
    method: 'references',
  },
  {
    title: '#23 only the relay’s id, but the token',
    mail: { headers: 'In-Reply-To: <b.ses@ses.example>', subject: 'Re: Offer CRM:0001007' },
    verdict: 'track',
    method: 'token',
  },
  {
    title: '#23 only the relay’s id, but Thread-Index',
    mail: { headers: lines('In-Reply-To: <b.ses@ses.example>', `Thread-Index: ${index(1)}`) },
    verdict: 'track',
    method: 'conversationIndex',
  },
  {
    title: '#26 Outlook, subject edited, Thread-Index alone',
    mail: { headers: `Thread-Index: ${index(1)}`, subject: 'Another thing' },
    verdict: 'track',
    method: 'conversationIndex',
  },
  {
    title: '#27 OWA, subject edited, headers kept',
    mail: { headers: 'References: <offer1@northwind.example>', subject: 'Another thing' },
    verdict: 'track',
    method: 'references',
  },
  {
    title: '#28 References dropped, In-Reply-To kept',
    mail: { headers: 'In-Reply-To: <offer1@northwind.example>' },
    verdict: 'track',
    method: 'replyTo',
  },
  {
    title: '#29 no threading headers, token and a participant',
    mail: { headers: '', subject: 'Re: Offer CRM:0001007' },
    verdict: 'track',
    method: 'token',
  },
  { title: '#30 only the subject is the same', mail: { headers: '', subject: 'Re: Offer' }, verdict: 'skip' },
  {
    title: '#31 a foreign CRM’s id in In-Reply-To, ours in References',
    mail: { headers: lines('In-Reply-To: <ticket-7@helpdesk.example>', 'References: <offer1@northwind.example>') },
    verdict: 'track',
    method: 'references',
  },
  {
    title: '#44 a list prefix in the subject, headers intact',
    mail: { headers: 'In-Reply-To: <offer1@northwind.example>', subject: '[EXTERNAL] Re: Offer CRM:0001007' },
    verdict: 'track',
    method: 'replyTo',
  },
  {
    title: '#45 token and a participant',
    mail: { subject: 'Re: Offer CRM:0001007' },
    verdict: 'track',
    method: 'token',
  },
  {
    title: '#45 token, the sender is a user of ours',
    mail: { subject: 'CRM:0001007', from: 'bob@northwind.example', to: ['new@fabrikam.example'] },
    verdict: 'track',
    method: 'token',
  },
  {
    title: '#45 token, a recipient took part',
    mail: { subject: 'CRM:0001007', from: 'new@fabrikam.example', to: ['anna@contoso.example'] },
    verdict: 'track',
    method: 'token',
  },
  {
    title: '#46 token typed by a stranger',
    mail: { subject: 'Re: Offer CRM:0001007', from: 'mallory@tailspin.example', to: ['alice@northwind.example'] },
    verdict: 'suggest',
    method: 'token',
  },
  {
    title: '#47 a token of another system with our prefix',
    mail: { subject: 'Re: Offer CRM:0009009' },
    verdict: 'skip',
  },
  {
    title: '#50 our token and a foreign ticket',
    mail: { subject: 'Re: Offer CRM:0001007 [Ticket#2026072803024161]' },
    verdict: 'track',
    method: 'token',
  },
  { title: '#51 a foreign tag alone', mail: { subject: 'Re: Offer [#0001007]' }, verdict: 'skip' },
  { title: '#52 lower case', mail: { subject: 're: offer crm:0001007' }, verdict: 'track', method: 'token' },
  { title: '#54 a token cut by a limit', mail: { subject: 'Re: Offer CRM:000100' }, verdict: 'skip' },
  { title: '#55 full-width', mail: { subject: 'Re: Offer ＣＲＭ：０００１００７' }, verdict: 'track', method: 'token' },
  { title: '#56 glued', mail: { subject: 'Re: Offer XCRM:0001007' }, verdict: 'skip' },
  {
    title: '#59 a token in the quoted body alone',
    mail: { subject: 'Re: Offer', body: { html: null, text: '> Subject: Offer CRM:0001007' } },
    verdict: 'skip',
  },
  {
    title: '#57 the token was taken out and the subject edited',
    mail: { headers: 'In-Reply-To: <offer1@northwind.example>', subject: 'A new project' },
    verdict: 'suggest',
    method: 'replyTo',
  },
  {
    title: '#57 the subject is the same, the token gone',
    mail: { headers: 'In-Reply-To: <offer1@northwind.example>', subject: 'Re: Offer' },
    verdict: 'track',
    method: 'replyTo',
  },
  {
    title: '#65 #66 a forged id in our pattern that nobody stored',
    mail: { headers: 'In-Reply-To: <offer2@northwind.example>' },
    verdict: 'skip',
  },
  {
    title: '#82 our mail as an attachment',
    mail: { subject: 'See attached', attachedHeaders: ['Message-ID: <offer1@northwind.example>'] },
    verdict: 'suggest',
    method: 'references',
  },
  {
    title: '#92 our mail came back, as a part',
    mail: {
      from: 'mailer-daemon@contoso.example',
      subject: 'Undelivered Mail Returned to Sender',
      returnedHeaders: 'Message-ID: <offer1@northwind.example>',
    },
    verdict: 'track',
    method: 'replyTo',
  },
  {
    title: '#93 our mail came back with its Thread-Index alone',
    mail: {
      from: 'postmaster@contoso.example',
      subject: 'Unzustellbar: Offer CRM:0001007',
      headers: `Thread-Index: ${index(1)}`,
      returnedHeaders: 'Subject: Offer',
    },
    verdict: 'track',
    method: 'conversationIndex',
  },
  {
    title: '#96 a protected subject',
    mail: { headers: 'In-Reply-To: <offer1@northwind.example>', subject: '...' },
    verdict: 'track',
    method: 'replyTo',
  },
];

test.each(rows)('C1 $title: $verdict', ({ mail, verdict, method }) => {
  const archive = new Archive();
  archive.track(offer, deal);
  const { decision, correlation } = archive.ask(write(mail));
  expect([decision.do, decision.match?.strategy]).toEqual([verdict, method]);
  if (verdict === 'track') expect(decision.regarding).toEqual({ type: deal.type, id: deal.id });
  for (const match of correlation.matches) expect(match.evidence.length).toBeGreaterThan(0);
});

describe('threads', () => {
  interface Tracked extends Written {
    readonly regarding?: Regarding;
  }
  const track = (archive: Archive, id: string, headers: string[], { regarding = deal, ...rest }: Tracked = {}) =>
    archive.track(write({ ...rest, headers: lines(`Message-ID: <${id}@x.example>`, ...headers) }), regarding);
  const ask = (archive: Archive, headers: string[], rest: Written = {}) =>
    archive.ask(write({ ...rest, headers: lines(...headers) }));

  test('C1 #12 a circle of references is one thread and ends', () => {
    const archive = new Archive();
    const ids = ['mail-a', 'mail-b', 'mail-c'];
    const threads = ids.map((id, i) =>
      archive.threadOf(track(archive, id, [`References: <${ids[(i + 2) % 3]}@x.example>`])),
    );
    expect(new Set(threads).size).toBe(1);
  });

  test('C7 #15 another mail under the same Message-ID is linked and told', () => {
    const archive = new Archive();
    track(archive, 'mail-a', []);
    const { decision, correlation } = ask(archive, ['Message-ID: <mail-a@x.example>'], {
      subject: 'Offer and plans',
      sentAt: '2026-05-05T09:00:00Z',
    });
    expect(decision).toMatchObject({
      do: 'track',
      match: { strategy: 'references', evidence: [{ relation: 'twin' }] },
    });
    expect(correlation.remarks).toContain('Another mail with the same Message-ID is tracked already.');
  });

  test('C1 #15 an impostor with another subject and sender is only suggested', () => {
    const archive = new Archive();
    track(archive, 'mail-a', []);
    const { decision } = ask(archive, ['Message-ID: <mail-a@x.example>'], {
      subject: 'Win',
      from: 'mallory@tailspin.example',
    });
    expect(decision.do).toBe('suggest');
  });

  test('C1 #16 #95 the very same mail, read again or come back by a list, is its own copy', () => {
    const archive = new Archive();
    archive.track(offer, deal);
    const { decision, correlation } = archive.ask({ ...offer, direction: 'incoming' });
    expect([decision.do, decision.why, correlation.copy?.activityId]).toEqual([
      'skip',
      'This very mail is tracked already.',
      'a001',
    ]);
    expect(correlation.rejected).toMatchObject([{ why: 'This is the same mail.' }]);
  });

  test('C1 #15 a machine that gives every mail one Message-ID: another day is another mail', () => {
    const archive = new Archive();
    const scan = (sentAt: string | null) =>
      write({ headers: 'Message-ID: <scan@printer.example>', subject: 'Scan', sentAt });
    archive.track(scan('2026-05-03T09:00:00Z'), deal);
    const [again, next] = [scan('2026-05-03T09:20:00Z'), scan('2026-05-04T09:00:00Z')].map((mail) => archive.ask(mail));
    expect(again?.correlation.copy?.activityId).toBe('a001');
    expect([next?.correlation.copy, next?.decision.match?.evidence[0]?.relation]).toEqual([null, 'twin']);
  });

  test('C1 #15 a mail without a writer is a copy only of the same hour', () => {
    const archive = new Archive();
    const mail = write({ headers: 'Message-ID: <scan@printer.example>', subject: 'Scan' });
    archive.track(mail, deal);
    const nobodys = (sentAt: string) => archive.ask({ ...mail, from: null, sentAt }).correlation.copy !== null;
    expect([nobodys('2026-05-03T09:05:00Z'), nobodys('2026-05-03T14:00:00Z')]).toEqual([true, false]);
  });

  test('C1 #95 an appointment that was moved stays itself', () => {
    const archive = new Archive();
    const meeting = write({ kind: 'appointment', messageId: 'meeting@northwind.example', subject: 'Visit' });
    archive.track(meeting, deal);
    expect(archive.ask({ ...meeting, sentAt: '2026-06-30T09:00:00Z' }).correlation.copy?.activityId).toBe('a001');
  });

  test('C1 #32 an answer to an older mail takes the record of that mail, not of the last', () => {
    const archive = new Archive();
    track(archive, 'mail-a', []);
    track(archive, 'mail-b', ['In-Reply-To: <mail-a@x.example>'], { regarding: other });
    expect(ask(archive, ['In-Reply-To: <mail-a@x.example>']).decision.regarding?.id).toBe(deal.id);
  });

  test('C2 #33 a customer answers a mail that staff sent untracked: the ancestor links', () => {
    const archive = new Archive();
    track(archive, 'mail-a', []);
    const { decision } = ask(archive, [
      'In-Reply-To: <untracked@x.example>',
      'References: <mail-a@x.example> <untracked@x.example>',
    ]);
    expect(decision).toMatchObject({
      do: 'track',
      match: { strategy: 'references', evidence: [{ relation: 'ancestor' }] },
    });
  });

  test('C2 #34 #35 three mails share an ancestor that nobody tracked', () => {
    const archive = new Archive({ ...northwind, users: [], ownDomains: [] });
    track(archive, 'mail-a', ['In-Reply-To: <ghost@x.example>']);
    const { decision } = ask(archive, ['In-Reply-To: <ghost@x.example>'], { from: 'carl@contoso.example' });
    expect(decision).toMatchObject({
      do: 'track',
      match: { strategy: 'replyTo', evidence: [{ relation: 'sibling', ghost: true, value: 'ghost@x.example' }] },
    });
    expect(ask(archive, ['References: <ghost@x.example> <more@x.example>']).decision).toMatchObject({
      do: 'track',
      match: { strategy: 'references' },
    });
  });

  test('C2 of several ghosts the nearest one that is shared decides', () => {
    const archive = new Archive();
    track(archive, 'mail-a', ['References: <root@x.example> <ghost-a@x.example>'], { regarding: deal });
    track(archive, 'mail-b', ['References: <root@x.example> <ghost-b@x.example>'], { regarding: other });
    const { decision } = ask(archive, ['References: <root@x.example> <ghost-a@x.example> <ghost-c@x.example>']);
    expect(decision.regarding?.id).toBe(deal.id);
    expect(decision.match?.evidence[0]?.value).toBe('ghost-a@x.example');
  });

  test.each([1, 2, 25])('C2 #13 #35 the untracked opener joins two long branches, by the %i. reference', (place) => {
    const archive = new Archive();
    const branch = (name: string) =>
      Array.from({ length: 40 }, (_, i) => (i === place - 1 ? '<opener@x.example>' : `<${name}.${i}@x.example>`));
    track(archive, 'mail-a', [`References: ${branch('one').join(' ')}`]);
    const { decision } = ask(archive, [`References: ${branch('two').join(' ')}`]);
    expect([decision.do, decision.match?.evidence[0]?.value]).toEqual(['track', 'opener@x.example']);
  });

  test('C3 beside a mail that is named, one that only shares a ghost is rejected with a reason', () => {
    const archive = new Archive();
    track(archive, 'mail-a', ['References: <ghost@x.example>']);
    track(archive, 'mail-b', ['In-Reply-To: <mail-a@x.example>', 'References: <ghost@x.example> <mail-a@x.example>']);
    const { correlation } = ask(archive, ['References: <ghost@x.example> <mail-a@x.example>']);
    expect(correlation.matches.map(({ candidate }) => candidate.messageId)).toEqual(['mail-a@x.example']);
    expect(correlation.rejected.map(({ candidate, why }) => [candidate.messageId, why])).toEqual([
      ['mail-b@x.example', 'A nearer mail of the same thread is known.'],
    ]);
  });

  test('C2 #36 the answer came before its parent', () => {
    const archive = new Archive();
    track(archive, 'mail-b', ['In-Reply-To: <mail-a@x.example>']);
    expect(ask(archive, ['Message-ID: <mail-a@x.example>']).decision).toMatchObject({
      do: 'track',
      match: { evidence: [{ relation: 'child' }] },
    });
  });

  test('C2 #37 the parent was deleted: its answer still leads to the record', () => {
    const archive = new Archive();
    const parent = track(archive, 'mail-a', []);
    track(archive, 'mail-b', ['In-Reply-To: <mail-a@x.example>']);
    archive.untrack(parent);
    expect(ask(archive, ['In-Reply-To: <mail-a@x.example>']).decision).toMatchObject({
      do: 'track',
      regarding: { id: deal.id },
      match: { candidate: { activityId: 'a002' } },
    });
  });

  test('C2 #23 after one link by token, the relay’s id is known', () => {
    const archive = new Archive();
    archive.track(offer, deal);
    archive.track(write({ headers: 'In-Reply-To: <b.ses@ses.example>', subject: 'Re: Offer CRM:0001007' }), deal);
    const { decision } = archive.ask(
      write({ headers: 'In-Reply-To: <b.ses@ses.example>', subject: 'Re: Offer', from: 'carl@contoso.example' }),
    );
    expect(decision).toMatchObject({ do: 'track', match: { strategy: 'replyTo', candidate: { activityId: 'a001' } } });
  });

  test('C2 #74 forty customers answer one untracked newsletter: not one thread', () => {
    const archive = new Archive();
    track(archive, 'mail-a', ['In-Reply-To: <newsletter@northwind.example>']);
    const { decision } = ask(archive, ['In-Reply-To: <newsletter@northwind.example>'], {
      from: 'carl@fabrikam.example',
    });
    expect(decision.do).toBe('suggest');
    expect(ask(archive, ['In-Reply-To: <newsletter@northwind.example>']).decision.do).toBe('track');
  });

  test('C2 #74 a token typed into the answer to a newsletter does not make the newsletter a name of that thread', () => {
    const archive = new Archive();
    archive.track(offer, deal);
    const newsletter = 'In-Reply-To: <newsletter@northwind.example>';
    archive.track(write({ headers: newsletter, subject: 'Re: News of May CRM:0001007' }), deal);
    const others = { headers: newsletter, subject: 'Re: News of May', from: 'zoe@litware.example' };
    const { decision } = archive.ask(write(others));
    expect([decision.do, decision.match?.candidate.activityId]).toEqual(['suggest', 'a001']);
    expect(decision.why).toMatch(/learned from an answer, and nobody from outside is on both mails/);
    const named = archive.ask(
      write({ ...others, headers: 'References: <newsletter@northwind.example> <x1@x.example>' }),
    );
    expect(named.decision.do).toBe('suggest');
    const hers = archive.ask(write({ headers: newsletter, subject: 'Re: News of May' }));
    expect(hers.decision.match?.against).toEqual([]);
  });

  test('C2 a ghost shared by mails with nothing else in common, months apart, only suggests', () => {
    const archive = new Archive({ ...northwind, users: [], ownDomains: [] });
    track(archive, 'mail-a', ['In-Reply-To: <constant@x.example>']);
    const strange = { from: 'zoe@litware.example', to: ['yan@litware.example'], subject: 'Lunch' };
    expect(
      ask(archive, ['In-Reply-To: <constant@x.example>'], { ...strange, sentAt: '2026-11-01T00:00:00Z' }).decision.do,
    ).toBe('suggest');
    expect(
      ask(archive, ['In-Reply-To: <constant@x.example>'], { ...strange, sentAt: '2026-05-10T00:00:00Z' }).decision.do,
    ).toBe('track');
  });

  test('C2 where an archive kept no recipients, nobody in common says nothing against a shared ghost', () => {
    const archive = new Archive({ ...northwind, users: [], ownDomains: [] });
    const later = { to: [], subject: 'Lunch', from: 'zoe@litware.example', sentAt: '2026-11-01T00:00:00Z' };
    track(archive, 'mail-a', ['In-Reply-To: <ghost@x.example>'], { to: [] });
    expect(ask(archive, ['In-Reply-To: <ghost@x.example>'], later).decision.do).toBe('track');
    const addressed = { ...later, to: ['yan@litware.example'] };
    expect(ask(archive, ['In-Reply-To: <ghost@x.example>'], addressed).decision.do).toBe('suggest');
  });

  test('C1 an ancestor that the mail names comes before a sibling, whichever header told of them', () => {
    const archive = new Archive();
    track(archive, 'mail-a', [], { regarding: deal });
    track(archive, 'mail-b', ['In-Reply-To: <ghost@x.example>'], { regarding: other });
    const headers = ['In-Reply-To: <ghost@x.example>', 'References: <mail-a@x.example> <ghost@x.example>'];
    expect(ask(archive, headers).decision).toMatchObject({
      regarding: { id: deal.id },
      match: { strategy: 'references' },
    });
  });

  test('C1 an id so short that strangers share it links only where topic or people agree', () => {
    const archive = new Archive();
    archive.track(write({ headers: 'Message-ID: <1@x>' }), deal);
    expect(ask(archive, ['In-Reply-To: <1@x>']).decision.do).toBe('track');
    const strange = { from: 'zoe@litware.example', to: ['yan@litware.example'], subject: 'Lunch' };
    expect(ask(archive, ['In-Reply-To: <1@x>'], strange).decision.do).toBe('suggest');
    expect(ask(archive, ['References: <1@x> <root@x.example>'], strange).decision.do).toBe('suggest');
  });

  test('C1 #83 a forward with a record of its own starts a branch', () => {
    const archive = new Archive();
    track(archive, 'mail-a', []);
    track(archive, 'forward', ['In-Reply-To: <mail-a@x.example>'], {
      subject: 'Fwd: Offer',
      to: ['bob@northwind.example', 'zoe@litware.example'],
      regarding: other,
    });
    const answer = (parent: string) =>
      ask(archive, [`In-Reply-To: <${parent}@x.example>`, `References: <mail-a@x.example> <${parent}@x.example>`])
        .decision.regarding?.id;
    expect([answer('forward'), answer('mail-a')]).toEqual([other.id, deal.id]);
  });
});

describe('conversation index', () => {
  const opener = (rest: Written = {}) => write({ subject: 'Invoice', headers: `Thread-Index: ${index(0)}`, ...rest });

  test('C1 #39 two openers with one index, equal by their topic, are not linked', () => {
    const archive = new Archive();
    archive.track(opener(), deal);
    const { decision } = archive.ask(opener({ from: 'zoe@litware.example', sentAt: '2026-06-03T09:00:00Z' }));
    expect([decision.do, decision.match?.strength]).toEqual(['suggest', 'weak']);
  });

  test('C1 #39 an answer of strangers on another topic is not linked', () => {
    const archive = new Archive();
    archive.track(opener(), deal);
    const { decision } = archive.ask(
      opener({
        headers: `Thread-Index: ${index(1)}`,
        subject: 'Lunch',
        from: 'zoe@litware.example',
        to: ['yan@litware.example'],
      }),
    );
    expect(decision.do).toBe('suggest');
  });

  test('C1 of a long conversation the nearest mail above answers', () => {
    const archive = new Archive();
    for (const depth of [0, 1, 2, 5])
      archive.track(
        opener({
          headers: `Message-ID: <depth${depth}@x.example>\r\nThread-Index: ${index(depth)}`,
          subject: 'Re: Invoice',
        }),
        deal,
      );
    const { decision } = archive.ask(opener({ headers: `Thread-Index: ${index(4)}`, subject: 'Re: Invoice' }));
    expect(decision.match?.candidate.messageId).toBe('depth2@x.example');
  });
});

describe('conversation of a mailbox', () => {
  const conversation = { mailbox: 'alice@northwind.example', id: 'AAQkAD' };

  test('C1 #42 helps inside its mailbox and nowhere else', () => {
    const archive = new Archive();
    archive.track(write({ messageId: '<mail-a@x.example>', conversation }), deal);
    const answer = (mailbox: string) =>
      archive.ask(
        write({ messageId: '<mail-b@x.example>', subject: 'Re: Offer', conversation: { mailbox, id: 'AAQkAD' } }),
      ).decision;
    expect(answer('alice@northwind.example')).toMatchObject({ do: 'track', match: { strategy: 'conversation' } });
    expect(answer('bob@northwind.example').do).toBe('skip');
  });

  test('C1 an opener that Outlook put into a conversation is only suggested', () => {
    const archive = new Archive();
    archive.track(write({ messageId: '<mail-a@x.example>', conversation }), deal);
    expect(archive.ask(write({ messageId: '<mail-b@x.example>', conversation })).decision.do).toBe('suggest');
  });
});

describe('settings', () => {
  const reply = write({ headers: 'In-Reply-To: <offer1@northwind.example>', subject: 'Re: Offer CRM:0001007' });
  const under = (policy: Partial<typeof northwind>) => {
    const archive = new Archive({ ...northwind, ...policy });
    archive.track(offer, deal);
    return archive.ask(reply);
  };

  test('C1 without correlation the token still links', () => {
    expect(under({ useCorrelation: false }).decision).toMatchObject({ do: 'track', match: { strategy: 'token' } });
  });

  test('C1 without tokens the header still links', () => {
    expect(under({ useTokens: false }).decision).toMatchObject({ do: 'track', match: { strategy: 'replyTo' } });
  });

  test('C3 without both nothing links, and each candidate says why', () => {
    const { decision, correlation } = under({ useCorrelation: false, useTokens: false });
    expect(decision.do).toBe('skip');
    expect(correlation.rejected.map(({ why }) => why)).toEqual(['Linking by mail headers is turned off.']);
  });

  test('T1 #50 the same digits under another prefix the organisation used are another token', () => {
    const archive = new Archive({
      ...northwind,
      tokenLayouts: [...northwind.tokenLayouts, { prefix: 'OLD:', userDigits: 3, counterDigits: 3 }],
    });
    archive.track(offer, deal);
    expect(archive.ask(write({ subject: 'Re: Offer OLD:0001007' })).decision.do).toBe('skip');
    expect(archive.ask(write({ subject: 'Re: Offer CRM:0001007' })).decision.do).toBe('track');
  });

  test('T1 #49 of two tokens the newest mail wins, the other record is offered', () => {
    const archive = new Archive();
    archive.track(offer, deal);
    archive.track(
      write(
        sent({ messageId: '<offer2@northwind.example>', subject: 'Offer CRM:0001008', sentAt: '2026-06-01T00:00:00Z' }),
      ),
      other,
    );
    const { decision } = archive.ask(write({ subject: 'Re: Offer CRM:0001007 CRM:0001008' }));
    expect([
      decision.do,
      decision.regarding?.id,
      decision.others.map((match) => match.candidate.regarding?.id),
    ]).toEqual(['track', other.id, [deal.id]]);
  });

  describe('T3 a token that two threads carry', () => {
    /** The older one of Deal with Anna, the later one of Other deal. */
    const asked = (later: Written, mail: Written, laterRecord = other) => {
      const archive = new Archive();
      archive.track(offer, deal);
      const subject = 'Chairs CRM:0001007';
      archive.track(write(sent({ messageId: '<chairs@northwind.example>', subject, ...later })), laterRecord, true);
      return archive.ask(write({ subject: 'Re: News CRM:0001007', sentAt: '2026-12-05T09:00:00Z', ...mail })).decision;
    };
    const toEve: Written = { to: ['eve@proseware.example'] };
    const toAnna: Written = { direction: 'outgoing', from: 'alice@northwind.example', to: ['anna@contoso.example'] };
    const inMay: Written = { sentAt: '2026-05-20T09:00:00Z' };
    const inDecember: Written = { sentAt: '2026-12-01T09:00:00Z' };

    test.each<[string, Written, Written, Regarding]>([
      ['by people: hers is the older one', toEve, {}, deal],
      ['by people: his is the later one', toEve, { from: 'eve@proseware.example' }, other],
      ['by people, where one of us writes', toEve, toAnna, deal],
      ['by subject', inDecember, { subject: 'Re: Offer CRM:0001007' }, deal],
      ['by time', inDecember, {}, other],
    ])('T3 is told apart %s', (...[, later, mail, regarding]) => {
      const decision = asked(later, mail);
      expect([decision.do, decision.regarding?.id]).toEqual(['track', regarding.id]);
    });

    test('T3 is asked about where nothing tells which one is meant', () => {
      const decision = asked(inMay, {});
      expect(decision.do).toBe('suggest');
      expect(decision.why).toContain('Two threads carry the token CRM:0001007.');
      expect(decision.others).toHaveLength(1);
    });

    test('T3 need not be told apart where both belong to one record', () => {
      expect(asked(inMay, {}, deal).do).toBe('track');
    });
  });

  test('T1 #47 a token that belongs to nothing here is told', () => {
    expect(new Archive().ask(write({ subject: 'Re: Offer CRM:0009009' })).correlation.remarks).toEqual([
      'The subject carries CRM:0009009, which belongs to no tracked mail here.',
    ]);
  });
});
