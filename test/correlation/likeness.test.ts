/** Subjects that are not equal and still speak of one matter: renamed, marked, numbered; and conversations numbered by their subject. */
import { askedKeys, extractKeys } from '../../src/correlation/keys';
import { readSubject } from '../../src/correlation/subject';
import { record, write, type Written } from './archive';
import { SmartArchive, alice, anna, answer, automatic, day, sent, verdict } from './smartArchive';
import { index } from './threadIndex';

const asked = (subject: string, headers: string | null = null) =>
  askedKeys(extractKeys(write({ subject, headers })), true).flatMap(({ kind, value }) =>
    kind === 'topic' ? [value] : [],
  );

describe('a renamed subject', () => {
  test.each([
    ['Oak instead of pine (was: Chairs for Uppsala)', 'chairs for uppsala'],
    ['Re: Oak instead of pine [was Re: Chairs for Uppsala ]', 'chairs for uppsala'],
    ['Ash (was: Oak instead of pine (was: Chairs))', 'oak instead of pine'],
    ['Prices (wasted time)', null],
    ['Was: it so?', null],
  ])('C5 "%s" was "%s"', (subject, former) => {
    expect(readSubject(subject).former).toBe(former);
  });

  test('C5 it is offered for what it was, never linked: who renames begins something of their own', () => {
    const { do: word, why } = verdict(sent('Chairs for Uppsala'), answer('Oak not pine (was: Chairs for Uppsala)'));
    expect([word, why.endsWith('The subject was renamed.')]).toEqual(['suggest', true]);
  });

  test('C5 under its new name it is found first', () => {
    const archive = new SmartArchive();
    archive.track(sent('Chairs for Uppsala'), record('Old'));
    const renamed = archive.track(sent('Oak not pine (was: Chairs for Uppsala)', { sentAt: day(1) }), record('New'));
    const { decision } = archive.ask(answer('Re: Oak not pine (was: Chairs for Uppsala)'));
    expect([decision.do, decision.match?.candidate.activityId]).toEqual(['track', renamed]);
  });

  test('C5 #26 Thread-Topic keeps the name that Outlook let somebody edit away', () => {
    expect(asked('RE: Pickup on Friday', 'Thread-Topic: Chairs for Uppsala')).toEqual([
      'pickup on friday',
      'chairs for uppsala',
    ]);
    expect(asked('RE: Chairs for Uppsala', 'Thread-Topic: Chairs for Uppsala')).toEqual(['chairs for uppsala']);
    const edited = answer('RE: Pickup on Friday', 1, { headers: 'Thread-Topic: Chairs for Uppsala' });
    expect(verdict(sent('Chairs for Uppsala'), edited).do).toBe('suggest');
  });
});

describe('marks in brackets', () => {
  test.each([
    ['[Case 12] Broken hinge of chair', 'Re: Broken hinge of chair', 'skip'],
    ['[Case 12] Broken hinge of chair', 'Re: [Case 13] Broken hinge of chair', 'skip'],
    ['Broken hinge of chair', 'Re: (urgent) Broken hinge of chair', 'suggest'],
    ['[RESENT] Broken hinge of chair', 'Re: Broken hinge of chair', 'suggest'],
    ['Broken hinge of chair', 'Re: Broken hinge of chair [list]', 'suggest'],
    ['Broken hinge of chair [continued]', 'Re: Broken hinge of chair', 'suggest'],
    ['Broken hinge of chair', 'Re: Broken hinge of chair [Ticket#4711]', 'suggest'],
    ['Broken hinge of chair', '[Ticket#4711] Re: Broken hinge of chair', 'suggest'],
    ['[Ticket#4711] Broken hinge of chair', '[Ticket#4711] Re: Broken hinge of chair', 'track'],
    ['[Ticket#4711] Broken hinge of chair', 'Re: [Ticket#4712] Broken hinge of chair', 'skip'],
    ['[v2] Broken hinge of chair', 'Re: [Ticket#4712] Broken hinge of chair', 'skip'],
    ['Broken hinge of chair', 'Broken hinge of chair [list]', 'skip'],
  ])('C5 #70 "%s" and "%s": %s', (tracked, subject, word) => {
    expect(verdict(sent(tracked), answer(subject)).do).toBe(word);
  });
});

describe('dressing', () => {
  test.each([
    ['“Broken” hinge of chair – urgent', 'Re: "Broken" hinge of chair - urgent', 'suggest'],
    ['Broken hinge of chair!', 'Re: Broken hinge of chair', 'suggest'],
    ['O’Brien’s broken hinge', "Re: O'Brien's broken hinge", 'suggest'],
    ['Senior C++ carpenter', 'Re: Senior C# carpenter', 'skip'],
    ['Offer of 1.5 chairs', 'Re: Offer of 15 chairs', 'skip'],
  ])('C5 quotes, dashes and stops are dressing that clients change: "%s", "%s": %s', (tracked, subject, word) => {
    expect(verdict(sent(tracked), answer(subject)).do).toBe(word);
  });
});

test('C5 who was not on a mail that is dressed otherwise writes of something else: of one event many write', () => {
  const to = [anna, 'carl@fabrikam.example'];
  const [tracked, other] = [sent('Chairs "made in Uppsala"', { to }), { from: 'zoe@litware.example', to }];
  expect(verdict(tracked, answer("Re: Chairs 'made in Uppsala'", 2, other)).do).toBe('skip');
  expect(verdict(tracked, answer('Re: Chairs "made in Uppsala"', 2, other)).do).toBe('track');
});

describe('a general word with a number behind a colon', () => {
  test.each([
    ['Invoice: 4711', 'Re: Invoice: 4711', 'track'],
    ['Invoice: 4711', 'Re: INVOICE:4711', 'track'],
    ['Invoice: 4711', 'Re: Invoice: 4712', 'skip'],
    ['Bestellung Nr.: 20260507', 'AW: Bestellung Nr.: 20260507', 'track'],
    ['Bestellung Nr.: 20260507', 'AW: Bestellung Nr.: 20260508', 'skip'],
    ['Invoice: 4711', 'Re: Offer: 4711', 'skip'],
    ['Invoice', 'Re: Invoice: 4711', 'skip'],
    ['Hello CRM:0001007', 'Re: Hello', 'skip'],
  ])('C5 #75 is what the number says: "%s", "%s": %s', (tracked, subject, word) => {
    const { do: verdictWord, why } = verdict(sent(tracked), answer(subject));
    expect(verdictWord).toBe(word);
    if (word === 'track') expect(why).toMatch(/\(“(invoice 4711|bestellung nr 20260507)”\)/);
  });
});

describe('words in brackets', () => {
  test.each<[string, string, string, string | null]>([
    ['[Alpha] Plans for the new roof', 'Re: [Beta] Plans for the new roof', 'suggest', null],
    ['[Alpha] Roof', 'Re: [Beta] Roof', 'skip', null],
    ['[Alpha] Plans for the new roof', 'Re: [Alpha] Plans for the new roof', 'track', null],
    ['[Alpha] Plans for the new roof', 'Re: Plans for the new roof', 'track', null],
    ['Plans for the new roof', 'Re: [Beta] Plans for the new roof', 'track', null],
    ['[Alpha] Plans for the new roof', '[EXTERN] Re: [Alpha] Plans for the new roof', 'track', null],
    ['[Alpha] Plans for the new roof', '[EXTERNAL SENDER] Re: Plans for the new roof', 'track', null],
    ['[Alpha] Plans for the new roof', 'Re: [Chairs-L] Plans for the new roof', 'suggest', null],
    ['[Alpha] Plans for the new roof', 'Re: [Chairs-L] Plans for the new roof', 'track', 'chairs-list@lists.example'],
    [
      '[Alpha] Plans for the new roof',
      'Re: [ChL] [Beta] Plans for the new roof',
      'suggest',
      'chairs-list@lists.example',
    ],
  ])('C5 #70 "%s" and "%s": %s', (tracked, subject, word, list) => {
    const headers = list === null ? null : `List-Post: <mailto:${list}>`;
    const rest = { headers, ...(list === null ? {} : { cc: [list] }) };
    expect(verdict(sent(tracked), answer(subject, 2, rest)).do).toBe(word);
  });

  test('C5 #70 of two tagged talks each answer finds its own', () => {
    const archive = new SmartArchive();
    const [alpha, beta] = ['Alpha', 'Beta'].map((tag) =>
      archive.track(sent(`[${tag}] Plans for the roof`), record(tag)),
    );
    const found = ['Alpha', 'Beta'].map((tag) => archive.ask(answer(`AW: [${tag}] Plans for the roof`)).decision);
    expect(found.map(({ do: word, match }) => [word, match?.candidate.activityId])).toEqual([
      ['track', alpha],
      ['track', beta],
    ]);
  });
});

describe('a numbered series', () => {
  const part = (n: number, name: string, minutes: number) =>
    write({
      from: anna,
      to: [alice],
      subject: `[Uppsala plans ${n}/3] ${name}`,
      sentAt: new Date(Date.UTC(2026, 4, 3, 9, minutes)).toISOString(),
    });

  test('C5 its parts are offered together when one writer sends them at once', () => {
    const decision = verdict(part(1, 'Ground floor', 0), part(2, 'First floor', 4));
    expect([decision.do, decision.why.endsWith('It is another part of the series.')]).toEqual(['suggest', true]);
    expect(decision.why).toContain('“uppsala plans */3”');
  });

  test('C5 an answer to one part links to the part that is tracked, where its writer got that too', () => {
    const reply = { subject: 'Re: [Uppsala plans 2/3] First floor', from: anna, to: [alice], sentAt: day(1) };
    expect(verdict(sent('[Uppsala plans 1/3] Ground floor'), write(reply)).do).toBe('track');
    expect(verdict(sent('[Uppsala plans 1/3] Ground floor'), write({ ...reply, from: 'zoe@litware.example' })).do).toBe(
      'skip',
    );
  });

  test('C5 #73 a series without a name is any two mails: offered, never linked', () => {
    const reply = answer('Re: [2/2] Prices of windows', 1);
    expect(verdict(sent('[1/2] Drawings of chairs'), reply).do).toBe('suggest');
    expect(verdict(sent('[Invoice 1/2] Hello'), answer('Re: [Invoice 2/2] Prices', 1)).do).toBe('suggest');
  });

  test('C5 who has this very part under other words has another series of the same name', () => {
    const reply = answer('Re: [Uppsala plans 2/3] First floor', 1);
    expect(verdict(sent('[Uppsala plans 2/3] Doors'), reply).do).toBe('skip');
    const archive = new SmartArchive();
    archive.track(sent('[Uppsala plans 1/3] Windows', { messageId: '<windows@northwind.example>' }), record('Windows'));
    const second = '[Uppsala plans 2/3] Doors';
    archive.track(sent(second, { headers: 'In-Reply-To: <windows@northwind.example>' }), record('Windows'));
    expect(archive.ask(reply).decision.do).toBe('skip');
  });

  test('C5 an answer to another part is not said to have the same subject', () => {
    const { why } = verdict(sent('[Uppsala plans 1/3] Ground floor'), answer('Re: [Uppsala plans 2/3] First floor', 1));
    expect(why).toMatch(
      /^Same series as the mail from .* \(“uppsala plans \*\/3”\), and anna@contoso.example is on both mails\.$/,
    );
  });

  test.each<[string, string, number, string]>([
    ['[Part 1/2] Photos of the roof', 'Re: [Part 2/2] Documents for the kitchen', 7, 'suggest'],
    ['[Part 1/2] Photos of the roof', 'Re: [Part 2/2] Documents for the kitchen', 1, 'suggest'],
    ['[Teil 1/2] Dachbalken Uppsala', 'AW: [Teil 2/2] Dachbalken Uppsala Ost', 1, 'track'],
    ['[Uppsala plans 1/3] Doors', 'Re: [Uppsala plans 2/3] Windows', 1, 'suggest'],
    ['[Uppsala plans 1/3] Oak doors', 'Re: [Uppsala plans 2/3] Oak windows', 3, 'suggest'],
    ['[Set 1/4] Oak doors', 'Re: [Set 2/4] Pine windows', 1, 'suggest'],
  ])(
    'C5 a series links by words in common, never by its name: "%s", "%s" after %i days: %s',
    (one, other, days, word) => {
      expect(verdict(sent(one), answer(other, days)).do).toBe(word);
    },
  );

  test('C5 another series, or the same one next week, is no part of it', () => {
    const first = part(1, 'Ground floor', 0);
    expect(
      verdict(
        first,
        write({ ...part(2, 'First floor', 0), from: anna, to: [alice], cc: [], headers: null, sentAt: day(7) }),
      ).do,
    ).toBe('skip');
    expect(verdict(first, answer('[Lund plans 2/3] First floor', 0)).do).toBe('skip');
  });
});

describe('a conversation number that stands for a subject', () => {
  const opener = (from: string) => write({ from, subject: 'Invoice', headers: `Thread-Index: ${index(0)}` });
  const reply = (from: string) =>
    write({ from, subject: 'RE: Invoice', sentAt: day(3), headers: `Thread-Index: ${index(1)}` });

  test.each<[string, Written, string]>([
    ['strangers under an equal subject', { from: 'carl@fabrikam.example' }, 'suggest'],
    ['who took part', {}, 'track'],
    ['a colleague of theirs', { from: 'carl@contoso.example' }, 'track'],
    [
      'a report of what could not be delivered',
      { from: 'postmaster@fabrikam.example', subject: 'Undeliverable: Invoice' },
      'track',
    ],
    ['an archive that names nobody', { from: 'carl@fabrikam.example', to: [] }, 'track'],
  ])('C1 #39 an equal subject proves nothing where the number may be made of it: %s', (_, rest, word) => {
    const to = rest.to ?? [alice];
    const tracked = write({ subject: 'Invoice', to, headers: `Thread-Index: ${index(0)}` });
    const { do: verdictWord, why } = verdict(
      tracked,
      write({ subject: 'RE: Invoice', sentAt: day(3), headers: `Thread-Index: ${index(1)}`, ...rest }),
      { ...automatic, smartMatching: 'off' },
    );
    expect(verdictWord).toBe(word);
    if (word === 'suggest') expect(why).toMatch(/nobody on this mail took part in that conversation\.$/i);
  });

  test('C1 #39 where strangers opened several, only those who took part are believed', () => {
    const archive = new SmartArchive({ ...automatic, smartMatching: 'off' });
    archive.track(opener('zoe@litware.example'), record('Zoe'));
    const own = archive.track(opener(anna), record('Anna'));
    const [known, stranger] = [archive.ask(reply(anna)).decision, archive.ask(reply('carl@fabrikam.example')).decision];
    expect([known.do, known.match?.candidate.activityId]).toEqual(['track', own]);
    expect([stranger.do, stranger.why.includes('Several conversations were opened under this number')]).toEqual([
      'suggest',
      true,
    ]);
  });
});
