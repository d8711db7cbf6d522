/** Smart matching: the words of the subject, people and time, where nothing else ties two mails together. */
import { explainMatch } from '../../src/correlation/explain';
import { askedKeys, extractKeys, storedKeys } from '../../src/correlation/keys';
import type { Candidate, Key } from '../../src/correlation/mail';
import type { Vocabulary } from '../../src/correlation/policy';
import { topicValue, weightOf } from '../../src/correlation/words';
import { correlate } from '../../src/correlation/correlate';
import { northwind, record, write, type Written } from './archive';
import { SmartArchive, alice, anna, answer, automatic, day, sent, suggest, verdict } from './smartArchive';

const carl = 'carl@fabrikam.example';

const TOPIC = 'Forty oak chairs for the Uppsala office';

describe('prefixes, tags and dressing', () => {
  test.each([
    'RE',
    'AW',
    'SV',
    'VS',
    'Antw',
    'RV',
    'RIF',
    'TR',
    'WG',
    'FW',
    'FWD',
    'VB',
    'VL',
    'ENC',
    'RES',
    'YNT',
    'İLT',
    'Odp',
    'PD',
    'Doorst',
    '回复',
    '答复',
    '回覆',
    '转发',
    '轉寄',
    '返信',
    '転送',
    'ΑΠ',
    'ΠΡΘ',
    'Отв',
    'תגובה',
    'השב',
    'رد',
  ])('C5 #67 %s: is an answer, with a colon of either width', (prefix) => {
    for (const colon of [': ', '：'])
      expect(verdict(sent(TOPIC), answer(`${prefix}${colon}${TOPIC}`)).do).toBe('track');
  });

  test.each([
    ['#68', `Re[2]: ${TOPIC}`],
    ['#68', `RE^3: ${TOPIC}`],
    ['#68', `Re : ${TOPIC}`],
    ['#68', `Aw.: ${TOPIC}`],
    ['#69', `R: ${TOPIC}`],
    ['#69', `R: [list] ${TOPIC}`],
    ['#70', `[EXTERNAL] RE: [list] ${TOPIC} (fwd)`],
    ['#71', `Re: ${TOPIC.replaceAll(' ', '\u00a0')}`],
    ['#72', `AW: Re: SV: ${TOPIC}`],
  ])('C5 %s "%s" links', (_, subject) => {
    expect(verdict(sent(TOPIC), answer(subject)).do).toBe('track');
  });

  test.each([
    ['Re-order of forty oak chairs', 'Order of forty oak chairs'],
    ['R: drive full on server Hydra', 'Server Hydra'],
    ['I: 5 of 7 pallets arrived', '7 pallets arrived'],
  ])('C5 #69 "%s" is no answer to "%s"', (asked, tracked) => {
    expect(verdict(sent(tracked), answer(asked)).do).toBe('skip');
  });
});

describe('mail that names no recipient', () => {
  const mailing = 'mailing@bulk.example';
  const ask = (to: readonly string[], rest: Written = {}) => {
    const first = write({ subject: TOPIC, from: 'other@bulk.example', to: [], sentAt: day(0) });
    return verdict(first, write({ subject: TOPIC, from: mailing, to, sentAt: day(2), ...rest }), lost).do;
  };
  const lost = { ...automatic, import: { lostRecipients: true } };

  test('C5 archives lose recipients and reply prefixes: an equal subject is suggested', () => {
    expect(ask([])).toBe('suggest');
  });

  test('C5 mail that is met one by one has lost nothing: strangers under one subject are strangers', () => {
    const [one, other] = ['other@bulk.example', mailing].map((from) => write({ subject: TOPIC, from, to: [] }));
    for (const subject of [TOPIC, `Re: ${TOPIC}`])
      expect(verdict(one!, { ...other!, subject, sentAt: day(2) }).do).toBe('skip');
  });

  test('C5 a mailing that its writer addressed to itself has hidden its recipients, not lost them', () => {
    expect(ask([mailing])).toBe('skip');
    expect(ask([], { cc: [mailing] })).toBe('skip');
    expect(ask(['undisclosed-recipients'])).toBe('skip');
  });

  test('C5 answers to oneself alone are no recipient', () => {
    expect(
      verdict(
        write({ subject: TOPIC, from: 'other@bulk.example', to: [], sentAt: day(0) }),
        {
          ...write({ subject: TOPIC, from: mailing, to: [], sentAt: day(2) }),
          replyTo: [{ name: '', address: mailing }],
        },
        lost,
      ).do,
    ).toBe('suggest');
  });
});

/** How a general subject is kept between two people. */
const BOTH = `<> ${alice} ${anna}`;

describe('what never links', () => {
  test.each([
    'Hello',
    'Invoice',
    'Rechnung',
    '',
    '(no subject)',
    'Kein Betreff',
    'Re: question',
    'Meeting',
    '发票',
    'Invoice 7',
    'Good morning',
    'Thank you very much',
    'Quick question about your order',
    'Guten Morgen',
    'Buenos días',
    '(brak tematu)',
    '(bez předmětu)',
    '(Ingen emne)',
    '(inget ämne)',
    '(χωρίς θέμα)',
    '(konu yok)',
    '(ללא נושא)',
    '(بدون موضوع)',
    '(제목 없음)',
    'Following up',
    'Scanned document',
    'Price list',
    'Happy New Year',
    'Unterlagen',
    'Bitte um Rückruf',
    'Auftragsbestätigung',
    'Frohe Weihnachten',
    'Demande de rendez-vous',
    'Bon de commande',
    'Cotización',
    'Cotação',
    'Richiesta di appuntamento',
    'Afspraak',
    'Förfrågan',
    'Tarjouspyyntö: tarjous',
    'Zapytanie ofertowe',
    'Nabídka',
    'Árajánlat',
    'Cerere ofertă',
    'Fiyat teklifi',
    'Коммерческое предложение',
    'Запит',
    'Τιμοκατάλογος',
    'הצעת מחיר',
    'طلب عرض سعر',
    'Báo giá',
    'Penawaran harga',
    'お見積りの件',
    'お問い合わせありがとうございます',
    '询价单',
    '新年快乐',
    '견적 요청드립니다',
    'ใบเสนอราคา',
  ])('C5 #73 the generic subject "%s" says something between two people alone, for two days', (subject) => {
    const keys = extractKeys(write({ subject: `Re: ${subject}` }));
    const topics = [...askedKeys(keys, true), ...storedKeys(keys, [])].filter(({ kind }) => kind === 'topic');
    expect(topics.map(({ value }) => value.slice(value.indexOf('<>')))).toEqual([BOTH, BOTH]);
    expect(verdict(sent(subject), answer(`Re: ${subject}`, 1)).do).toBe('suggest');
    expect(verdict(sent(subject), answer(`Re: ${subject}`, 3)).do).toBe('skip');
    expect(verdict(sent(subject), answer(`Re: ${subject}`, 1, { from: carl })).do).toBe('skip');
    expect(verdict(sent(subject), answer(subject.replace('Re: ', ''), 1)).do).toBe('skip');
  });

  test.each([
    'Unterlagen Eichenstühle',
    'Demande de devis chaises en chêne',
    'Zapytanie ofertowe krzesła dębowe',
    'Árajánlat tölgyfa székekre',
    'Запрос на дубовые стулья',
    'お見積りの件 オーク椅子',
    '合同修改',
    '橡木椅子报价',
    '견적 요청 참나무 의자',
    'ใบเสนอราคาเก้าอี้ไม้โอ๊ค',
    'طلب عرض سعر كراسي البلوط',
  ])('C5 beside one telling word the general ones do not matter: "%s"', (subject) => {
    expect(verdict(sent(subject), answer(`Re: ${subject}`)).do).toBe('track');
  });

  test('C5 #74 forty customers answer one newsletter: each is linked to the mail they got, never to one another', () => {
    const archive = new SmartArchive();
    const customers = Array.from({ length: 40 }, (_, i) => `customer${i}@shop${i}.example`);
    const letter = 'Spring catalogue of Northwind Traders';
    const ids = customers.map((to) => archive.track(sent(letter, { to: [to] }), record(to)));
    customers.forEach((from, i) => {
      const { decision } = archive.ask(answer(`Re: ${letter}`, 1, { from }));
      expect([decision.do, decision.match?.candidate.activityId]).toEqual(['track', ids[i]]);
    });
    expect(archive.ask(answer(`Re: ${letter}`, 1, { from: 'stranger@litware.example' })).decision.do).toBe('suggest');
  });

  test('C5 #75 digits are significant', () => {
    expect(verdict(sent('Invoice 2026-07'), answer('Re: Invoice 2026-08')).do).toBe('skip');
    expect(verdict(sent('Invoice 2026-07'), answer('Re: Invoice 2026-07')).do).toBe('track');
  });

  test.each<[string, string, string]>([
    ['Delivery of oak chairs, order: 4711', 'Re: Delivery of oak chairs, order: 4712', 'skip'],
    ['Delivery of oak chairs PO:4711', 'Re: Delivery of oak chairs PO:4711', 'track'],
    ['Delivery of oak chairs', 'Re: Delivery of oak chairs Ticket:4712', 'track'],
    ['Delivery of oak chairs CRM:0001007', 'Re: Delivery of oak chairs CRM:0001007 Ticket:4712', 'track'],
  ])(
    'C5 #75 a number at the end is no topic, but two numbers are two matters: "%s", "%s": %s',
    (tracked, asked, word) => {
      expect(verdict(sent(tracked), answer(asked), { ...automatic, tokenLayouts: [] }).do).toBe(word);
    },
  );

  test('C5 #76 two open deals of one contact under one subject: a person chooses, and sees both', () => {
    const archive = new SmartArchive();
    archive.track(sent(TOPIC), record('Deal one'));
    archive.track(sent(TOPIC, { sentAt: day(1) }), record('Deal two'));
    const { decision } = archive.ask(answer(`Re: ${TOPIC}`, 3));
    expect([
      decision.do,
      decision.match?.candidate.regarding?.name,
      decision.others.map((m) => m.candidate.regarding?.name),
    ]).toEqual(['suggest', 'Deal two', ['Deal one']]);
    expect(decision.why).toContain('Deal one has a mail with the same subject and people.');
  });

  test('C5 #77 our own team address on both mails proves nothing', () => {
    const team = 'team@northwind.example';
    const decision = verdict(
      write({ subject: TOPIC, to: [team] }),
      answer(`Re: ${TOPIC}`, 2, { from: carl, to: [team] }),
    );
    expect([decision.do, decision.why.includes('Nobody from outside is on both mails.')]).toEqual(['suggest', true]);
  });

  test.each(['Anna+Orders@Contoso.Example', 'ANNA@CONTOSO.EXAMPLE'])('C5 #78 %s is Anna', (from) => {
    expect(verdict(sent(TOPIC), answer(`Re: ${TOPIC}`, 2, { from })).do).toBe('track');
  });

  test('C5 #78 an international domain is the same in either form', () => {
    const decision = verdict(
      sent(TOPIC, { to: ['anna@bücher.example'] }),
      answer(`Re: ${TOPIC}`, 2, { from: 'anna@xn--bcher-kva.example' }),
    );
    expect(decision.do).toBe('track');
  });

  test.each<[string, Written, Written]>([
    ['the same writer sends it again', { from: anna, to: [alice] }, { from: anna }],
    ['a stranger writes under the same subject', { from: anna, to: [alice] }, { from: carl }],
    ['a user sends the same offer to another customer', {}, { from: alice, to: [carl] }],
    [
      'a mailing goes to many',
      { from: 'news@litware.example', to: [alice] },
      { from: 'news@litware.example', to: [alice] },
    ],
  ])('C5 an opener with a used subject starts anew: %s', (_, tracked, asked) => {
    expect(verdict(sent(TOPIC, tracked), answer(TOPIC, 2, asked)).do).toBe('skip');
  });

  test('C5 an opener by whom we wrote to, back to the writer, is offered, never linked', () => {
    const outside = { ...automatic, users: [], ownDomains: [] };
    expect(verdict(sent(TOPIC), answer(TOPIC), outside).do).toBe('suggest');
  });

  test('C5 spam under one subject from ever new senders is not linked', () => {
    const archive = new SmartArchive({ ...automatic, users: [], ownDomains: [] });
    for (let i = 0; i < 40; i++) {
      const spam = answer('Mortgage rates have never been lower', i, { from: `x${i}@spam${i}.example` });
      expect(archive.ask(spam).decision.do).toBe('skip');
      archive.track(spam);
    }
  });

  test('C5 what is long ago is another matter', () => {
    expect(verdict(sent(TOPIC), answer(`Re: ${TOPIC}`, 390)).do).toBe('suggest');
    expect(verdict(sent(TOPIC), answer(`Re: ${TOPIC}`, 800)).do).toBe('skip');
    expect(verdict(sent(TOPIC), answer(`Re: ${TOPIC}`, -30)).do).toBe('skip');
  });
});

describe('settings, and the other strategies', () => {
  test('C5 off by default: found by nothing else, it is skipped, and the rejection says why', () => {
    const archive = new SmartArchive(northwind);
    archive.track(sent(TOPIC));
    const { decision, correlation } = archive.ask(answer(`Re: ${TOPIC}`));
    expect([decision.do, decision.why]).toEqual(['skip', 'No tracked mail is related to this one.']);
    expect(correlation.rejected.map(({ why }) => why)).toEqual([
      'The subject is the same, but smart matching is turned off.',
    ]);
    expect(askedKeys(extractKeys(answer(TOPIC))).some(({ kind }) => kind === 'topic')).toBe(false);
  });

  test('C5 suggest never tracks', () => {
    expect(verdict(sent(TOPIC), answer(`Re: ${TOPIC}`), suggest).do).toBe('suggest');
    expect(verdict(sent(TOPIC), answer(`Re: ${TOPIC}`), { ...suggest, door: 'server' }).do).toBe('hold');
  });

  test('C5 where a header speaks, subjects are silent', () => {
    const archive = new SmartArchive();
    archive.track(sent(TOPIC), record('Subject'));
    const parent = archive.track(
      sent('Delivery', { headers: 'Message-ID: <delivery1@northwind.example>' }),
      record('Header'),
    );
    const { correlation } = archive.ask(
      answer(`Re: ${TOPIC}`, 2, { headers: 'In-Reply-To: <delivery1@northwind.example>' }),
    );
    expect(correlation.matches.map(({ candidate }) => candidate.activityId)).toEqual([parent]);
    expect(correlation.rejected.map(({ why }) => why)).toEqual([
      'The subject is the same, but people, time or a better sign speak against it.',
    ]);
  });

  test('C5 the explanation names the subject, the mail and the people', () => {
    const { match } = verdict(sent(TOPIC), answer(`Re: ${TOPIC}`));
    expect(match && explainMatch(match, alice)).toBe(
      'Same subject as your mail of 3 May 2026 (“forty oak chairs for the uppsala office”), and anna@contoso.example is on both mails.',
    );
  });

  test('C5 who took part only elsewhere in the thread is not said to be on both mails', () => {
    const archive = new SmartArchive();
    archive.track(sent(TOPIC, { cc: [carl], headers: 'Message-ID: <chairs1@northwind.example>' }));
    const headers = 'Message-ID: <chairs2@contoso.example>\r\nIn-Reply-To: <chairs1@northwind.example>';
    archive.track(answer(`Re: ${TOPIC}`, 3, { headers }));
    const { match } = archive.ask(answer(`Re: ${TOPIC}`, 4, { from: carl })).decision;
    expect(match && explainMatch(match, null)).toMatch(/, and carl@fabrikam.example took part in that thread\.$/);
  });

  test('C5 of several tracked mails the nearest in time is named', () => {
    const archive = new SmartArchive();
    archive.track(sent(TOPIC), record('Deal'));
    archive.track(answer(`Re: ${TOPIC}`, 1), record('Deal'));
    const last = archive.track(sent(`Re: ${TOPIC}`, { sentAt: day(2) }), record('Deal'));
    expect(archive.ask(answer(`Re: ${TOPIC}`, 3)).decision.match?.candidate.activityId).toBe(last);
  });
});

describe('sanity', () => {
  test('C5 rare words outweigh plain ones, digits count, and order is kept', () => {
    const weight = (text: string) => weightOf(topicValue(text) ?? '');
    expect(weight('kubernetes migration hydra')).toBeGreaterThan(weight('new question about a printer'));
    expect(weight('order 471123')).toBeGreaterThan(weight('order'));
    expect(topicValue('b a oak')).not.toEqual(topicValue('oak b a'));
  });

  test('C5 whoever links is surer than whoever suggests', () => {
    const linked = verdict(sent(TOPIC), answer(`Re: ${TOPIC}`));
    const offered = verdict(sent(TOPIC), answer(`Re: ${TOPIC}`, 390));
    expect(linked.match?.confidence).toBeGreaterThan(0.95);
    expect(offered.match?.confidence).toBeLessThan(linked.match?.confidence ?? 0);
  });

  test.each([1, 2, 3])(
    'C5 unrelated mail never changes a verdict, in whatever order candidates come (seed %i)',
    (seed) => {
      const topics = ['Forty oak chairs', 'Kubernetes migration', 'Visit to Uppsala', 'Hydra drive 7100'];
      const roll = (n: number, below: number) => (Math.imul(n + 1, 2654435761 + seed * 97) >>> 8) % below;
      const people = [anna, carl, 'zoe@litware.example'];
      const quiet = new SmartArchive();
      const busy = new SmartArchive();
      for (let n = 0; n < 60; n++) {
        const own = roll(n, 3) === 0;
        const other = people[roll(n * 7, 3)] ?? anna;
        const mail = answer(`${roll(n * 3, 3) ? 'Re: ' : ''}${topics[roll(n * 5, 4)]}`, n, {
          from: own ? alice : other,
          to: [own ? other : alice],
        });
        busy.track(answer(`${roll(n, 2) ? 'Re: ' : ''}Unrelated matter ${n % 5} of others`, n, { from: other }));
        const [one, two] = [quiet.ask(mail), busy.ask(mail)];
        expect([two.decision.do, two.decision.why, two.decision.match?.candidate.messageId]).toEqual([
          one.decision.do,
          one.decision.why,
          one.decision.match?.candidate.messageId,
        ]);
        const reversed: Candidate[] = [...busy.find(askedKeys(two.keys, true) as Key[])].reverse();
        const again = correlate(two.keys, reversed, automatic).matches.map(({ candidate }) => candidate.activityId);
        expect(again).toEqual(two.correlation.matches.map(({ candidate }) => candidate.activityId));
        quiet.track(mail);
        busy.track(mail);
      }
    },
  );
});

describe('words of this organisation', () => {
  /** `threads` were begun here; those that have the word. */
  const knows = (threads: number, counts: Readonly<Record<string, number>>): Vocabulary => ({
    threads,
    countOf: (word) => counts[word] ?? 0,
  });

  test('C5 a word weighs less the more threads have it, whatever the lists believe', () => {
    const weights = [1, 20, 200, 900].map((count) => weightOf('hinge', knows(1000, { hinge: count })));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect([weights[0]! > 1, weights[3]! < 0.1]).toEqual([true, true]);
  });

  test('C5 while little was written, the lists count; a few threads change little', () => {
    expect(weightOf('hinge', knows(0, {}))).toBeCloseTo(weightOf('hinge'));
    expect(weightOf('hinge', knows(10, { hinge: 2 }))).toBeGreaterThan(0.8);
  });

  test('C5 a word that others write daily tells more where nobody does, and the like of "the" never', () => {
    const rare = weightOf('invoice', knows(1000, { invoice: 1 }));
    expect([rare > weightOf('invoice'), rare < 1]).toEqual([true, true]);
    expect(weightOf('the', knows(1000, {}))).toBe(0);
  });

  test('C5 what every thread here is called does not link strangers or last for months', () => {
    const policy = { ...automatic, users: [], ownDomains: [], vocabulary: knows(1000, { oslo: 800, fjord: 700 }) };
    const late = answer('Re: Fjord Oslo', 40);
    expect(verdict(sent('Fjord Oslo'), late, { ...policy, vocabulary: knows(1000, { oslo: 1, fjord: 1 }) }).do).toBe(
      'track',
    );
    expect(verdict(sent('Fjord Oslo'), late, policy).do).not.toBe('track');
  });
});

describe('mailing lists', () => {
  const list = 'chairs@lists.example';
  const headers = 'List-Id: Chairs <chairs.lists.example>';
  const posted = (subject: string, from: string, rest: Written = {}) =>
    write({ subject, from, to: [list], headers, ...rest });

  test('C5 a list is read from List-Id or List-Post, and nobody else is taken for one', () => {
    expect(extractKeys(posted('Hinges', anna, { cc: ['carl@lists.example'] })).lists).toEqual([list]);
    expect(extractKeys(posted('Hinges', anna, { headers: `List-Post: <mailto:${list}>` })).lists).toEqual([list]);
    expect(extractKeys(posted('Hinges', anna, { headers: null })).lists).toBeUndefined();
  });

  test('C5 it is nobody in common: no token is vouched for, and a plain subject never links', () => {
    const open = { ...automatic, users: [], ownDomains: [] };
    const word = (subject: string, days = 2) =>
      verdict(posted(subject, anna), posted(`Re: ${subject}`, carl, { sentAt: day(days) }), open).do;
    expect(word('Broken hinges of chairs')).toBe('track');
    expect(word('Xyz offer')).toBe('suggest');
    expect(word('Broken hinges of chairs', 200)).toBe('skip');
    const { why } = verdict(posted('Broken hinges', anna), posted('Re: Broken hinges', carl), open);
    expect(why).toContain('chairs@lists.example is on both mails');
    const archive = new SmartArchive({ ...open, smartMatching: 'off' });
    archive.track(posted('Hinges CRM:0001007', anna), record('Deal'));
    expect(archive.ask(posted('Other matter CRM:0001007', carl)).decision.do).toBe('suggest');
  });

  test('C5 our own list is no outsider, and proves nothing at all', () => {
    const ours = { to: ['sales@northwind.example'], headers: 'List-Id: <sales.northwind.example>' };
    expect(verdict(posted('Broken hinges', anna, ours), posted('Re: Broken hinges', carl, ours)).do).not.toBe('track');
  });
});

describe('marks that nobody knows', () => {
  test.each([
    `ACME: Re: ${TOPIC}`,
    `*** BULK *** Re: ${TOPIC}`,
    `Spam 5.3: Re: ${TOPIC}`,
    `{checked} AW: ${TOPIC}`,
    `ACME - SV: ${TOPIC}`,
    `ACME | Re[2]: ${TOPIC}`,
  ])('C5 #70 before the prefix of an answer are seen through where the rest fits: "%s"', (subject) => {
    expect(verdict(sent(TOPIC), answer(subject)).do).toBe('track');
    expect(verdict(sent('Another matter of theirs'), answer(subject)).do).toBe('skip');
  });

  test.each([`Question re: ${TOPIC}`, `ACME: ${TOPIC}`, `[Case 12] Re: ${TOPIC}`, `Sales: report: ${TOPIC}`])(
    'C5 #70 a word, a number or no prefix at all is no mark: "%s"',
    (subject) => {
      expect(verdict(sent(TOPIC), answer(subject)).do).not.toBe('track');
    },
  );

  test('C5 #70 an answer to what was tracked under the mark of a gateway finds it', () => {
    expect(verdict(sent(`ACME: Re: ${TOPIC}`), answer(`Re: ${TOPIC}`)).do).toBe('track');
  });
});

describe('reports of mail servers', () => {
  const daemon = 'mailer-daemon@mx.example';
  test.each([
    'Returning message to sender',
    'Undelivered Mail Returned to Sender',
    'Returned mail: see transcript for details',
    'Mail delivery failed: returning message to sender',
    'Unzustellbar: Zurück an Absender',
  ])('C5 their standing subjects tie no two together: "%s"', (subject) => {
    const [one, other] = [1, 2].map((n) =>
      answer(subject, n, { from: daemon, headers: `In-Reply-To: <x${n}@lost.example>` }),
    );
    expect(verdict(one!, other!).do).not.toBe('track');
  });

  test('C5 that one server reports on both says nothing of whom it could not reach', () => {
    const report = (n: number) =>
      answer(`Undeliverable: ${TOPIC}`, n, { from: daemon, headers: `In-Reply-To: <x${n}@lost.example>` });
    expect(verdict(report(1), report(2)).do).not.toBe('track');
  });
});

describe('a subject that is used twice', () => {
  test('C5 an answer to one of two mails that their writer called alike is offered, unless both belong to one record', () => {
    const word = (other: string) => {
      const archive = new SmartArchive({ ...automatic, conflictingEvidence: 'strongest' });
      archive.track(sent(TOPIC), record('Deal'));
      archive.track(sent(TOPIC, { sentAt: day(1) }), record(other));
      return archive.ask(answer(`Re: ${TOPIC}`, 3)).decision;
    };
    expect([word('Deal').do, word('Deal 2').do]).toEqual(['track', 'suggest']);
    const archive = new SmartArchive();
    archive.track(sent(TOPIC));
    archive.track(sent(TOPIC, { sentAt: day(1) }));
    const { do: verdictWord, why } = archive.ask(answer(`Re: ${TOPIC}`, 3)).decision;
    expect([verdictWord, why.endsWith('Its writer sent several mails under this subject.')]).toEqual(['suggest', true]);
  });

  test('C5 what is numbered is often sent twice: an answer that turns to another first is offered', () => {
    const subject = `Re: [PATCH 1/2] ${TOPIC}`;
    const reply = (to: readonly string[]) => answer(subject, 0.5, { from: carl, to });
    const tracked = write({ subject, from: anna, to: [carl, 'zoe@litware.example'] });
    expect(verdict(tracked, reply([anna, 'zoe@litware.example'])).do).toBe('track');
    expect(verdict(tracked, reply(['zoe@litware.example', anna])).do).toBe('suggest');
  });
});
