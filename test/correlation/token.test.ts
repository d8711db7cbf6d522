import type { TokenLayout } from '../../src/correlation/policy';
import { formatToken, layoutFaults, nextCounter, readToken, tokenReadings } from '../../src/correlation/token';
import { writeToken } from '../../src/correlation/writeToken';

const crm: TokenLayout = { prefix: 'CRM:', userDigits: 3, counterDigits: 3 };
const layouts: TokenLayout[] = [
  { prefix: 'CRM:', userDigits: 3, counterDigits: 4 },
  crm,
  { prefix: 'a.b*(c)', userDigits: 1, counterDigits: 9 },
  { prefix: 'Case ', userDigits: 3, counterDigits: 3 },
];

/** The tokens in a subject, as they are written. */
const found = (subject: string, all: readonly TokenLayout[] = layouts) =>
  tokenReadings(subject).flatMap((reading) => {
    const token = readToken(reading, all);
    return token ? [formatToken(token)] : [];
  });

describe('reading', () => {
  test.each([
    ['#45 at the end', 'Re: Offer CRM:0001007', 'CRM:0001007'],
    ['offline designator', 'Offer CRM:1001007', 'CRM:1001007'],
    ['at the beginning', 'CRM:0001007 Offer', 'CRM:0001007'],
    ['alone', 'CRM:0001007', 'CRM:0001007'],
    ['#52 lower case', 'Re: Offer crm:0001007', 'CRM:0001007'],
    ['#55 full-width', 'Offer ＣＲＭ：０００１００７', 'CRM:0001007'],
    ['#55 a no-break space before', 'Offer\u00a0CRM:0001007', 'CRM:0001007'],
    ['#55 a zero-width space inside', 'Offer CRM:\u200b0001\u200b007', 'CRM:0001007'],
    ['direction marks around', 'عرض \u202aCRM:0001007\u202c', 'CRM:0001007'],
    ['in brackets', 'Offer [CRM:0001007]', 'CRM:0001007'],
    ['text glued behind', 'Offer CRM:0001007.pdf', 'CRM:0001007'],
    ['a blank before the digits', 'Offer CRM: 0001007', 'CRM:0001007'],
    ['an older layout', 'Offer CRM:00010077', 'CRM:00010077'],
    ['#58 a prefix of pattern characters', 'x a.b*(c)01123456789', 'a.b*(c)01123456789'],
    ['#58 read as text, not as a pattern', 'x aXbbb(c)01123456789', undefined],
    ['a prefix that ends in a blank', 'Offer case 0001007', 'Case 0001007'],
    ['#54 cut by a limit', 'Offer CRM:000100', undefined],
    ['#56 glued before', 'XCRM:0001007', undefined],
    ['#56 a digit glued before', '1CRM:0001007', undefined],
    ['#56 a digit glued behind', 'CRM:000100701', undefined],
    ['inside a longer run', 'CRM:00010071234567890123456789', undefined],
    ['a foreign digit glued behind', 'CRM:0001007٣', undefined],
    ['another designator', 'CRM:2001007', undefined],
    ['#51 a foreign tag', 'Re: [#1230007]', undefined],
    ['no prefix', 'Offer 0001007', undefined],
    ['nothing', '', undefined],
  ])('T1 %s: %s', (_, subject, token) => {
    expect(found(subject)).toEqual(token === undefined ? [] : [token]);
  });

  test('T1 a prefix of 20 characters leaves room for what stands before it', () => {
    const long = [{ prefix: 'Förderung-Z.-Stelle:', userDigits: 2, counterDigits: 2 }];
    expect(long[0]?.prefix).toHaveLength(20);
    expect(found('x FÖRDERUNG-Z.-STELLE:00102', long)).toEqual(['Förderung-Z.-Stelle:00102']);
    expect(found('xFÖRDERUNG-Z.-STELLE:00102', long)).toEqual([]);
  });

  test('T1 #50 our token beside a foreign ticket number: ours only', () => {
    expect(found('Re: CRM:0001007 [Ticket#2026072803024161]')).toEqual(['CRM:0001007']);
  });

  test('T1 #49 two tokens are both read, in order', () => {
    expect(found('Re: Offer CRM:0001007 CRM:0002001')).toEqual(['CRM:0001007', 'CRM:0002001']);
  });

  test('T1 layouts that were used before stay readable beside the newest', () => {
    const many = Array.from({ length: 200 }, (_, i) => ({
      prefix: `Prefix ${String.fromCharCode(65 + (i % 26))}${'x'.repeat(i % 9)}:`,
      userDigits: 3,
      counterDigits: 3,
    }));
    expect(found('Offer CRM:0001007', [...many, crm])).toEqual(['CRM:0001007']);
  });

  test('T1 no more than twenty readings, the last ones', () => {
    const readings = tokenReadings(Array.from({ length: 500 }, (_, i) => `CRM:${1000 + i}`).join(' '));
    expect(readings).toHaveLength(20);
    expect(readings.at(-1)?.digits).toBe('1499');
  });

  test('T1 what is read is what was written, for every layout and number', () => {
    for (let userDigits = 1; userDigits <= 10; userDigits++) {
      for (let counterDigits = 1; counterDigits <= 9; counterDigits++) {
        const layout = { prefix: 'N°', userDigits, counterDigits };
        const token = {
          layout,
          offline: userDigits % 2 === 0,
          user: 10 ** userDigits - 1,
          counter: 10 ** (counterDigits - 1),
        };
        const [reading] = tokenReadings(`Re: x ${formatToken(token)}`);
        expect(reading && readToken(reading, [layout])).toEqual(token);
      }
    }
  });
});

describe('formatting', () => {
  test('T1 the documented default', () => {
    expect(formatToken({ layout: crm, offline: false, user: 1, counter: 7 })).toBe('CRM:0001007');
  });

  test('T1 after the highest number the counter restarts at zero', () => {
    expect([nextCounter(998, 3), nextCounter(999, 3), nextCounter(999_999_999, 9)]).toEqual([999, 0, 0]);
  });

  test.each([
    [{ user: 1000, counter: 0 }],
    [{ user: 1, counter: 1000 }],
    [{ user: -1, counter: 0 }],
    [{ user: 1.5, counter: 0 }],
  ])('T1 a number that does not fit is refused, never cut: %j', (numbers) => {
    expect(() => formatToken({ layout: crm, offline: false, ...numbers })).toThrow(RangeError);
  });

  test('T1 #48 a million tokens of fifty writers are a million texts', () => {
    const layout = { prefix: 'CRM:', userDigits: 3, counterDigits: 5 };
    const texts = new Set<string>();
    for (let user = 1; user <= 50; user++) {
      for (let counter = 0; counter < 20_000; counter++)
        texts.add(formatToken({ layout, offline: user % 2 === 0, user, counter }));
    }
    expect(texts.size).toBe(1_000_000);
  });
});

describe('writing', () => {
  const token = 'CRM:0001007';
  const limit = 255;

  test.each([
    ['a short subject', 'Offer', 'Offer CRM:0001007'],
    ['no subject', '', 'CRM:0001007'],
    ['blanks at the end', 'Offer   ', 'Offer CRM:0001007'],
    ['the token is there already', 'Offer CRM:0001007', 'Offer CRM:0001007'],
    ['it stands within', 'RE: Offer CRM:0001007 (urgent)', 'RE: Offer CRM:0001007 (urgent)'],
    ['a longer number begins like it', 'Offer CRM:00010071', 'Offer CRM:00010071 CRM:0001007'],
    ['right to left', 'عرض', 'عرض CRM:0001007'],
  ])('T2 %s', (_, subject, written) => {
    expect(writeToken(subject, token)).toBe(written);
  });

  test('T2 a subject that just fits is kept whole, one more is shortened', () => {
    const room = limit - token.length - 1;
    expect(writeToken('x'.repeat(room), token)).toBe(`${'x'.repeat(room)} ${token}`);
    const cut = writeToken('x'.repeat(room + 1), token);
    expect(cut).toBe(`${'x'.repeat(room - 1)}… ${token}`);
    expect(cut).toHaveLength(limit);
  });

  const pieces = {
    emoji: '😀',
    family: '👨‍👩‍👧‍👦',
    flag: '🇳🇴',
    skin: '👍🏽',
    keycap: '1️⃣',
    accent: 'e\u0301',
    devanagari: 'नि',
    hebrew: 'שָׁ',
  };

  test.each(Object.entries(pieces))('T2 a cut never falls inside one character: %s', (_, piece) => {
    const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
    for (let shift = 0; shift < 30; shift++) {
      const subject = 'x'.repeat(shift) + piece.repeat(100);
      const written = writeToken(subject, token, limit);
      expect(written.length).toBeLessThanOrEqual(limit);
      expect(written.endsWith(` ${token}`)).toBe(true);
      expect(found(written)).toEqual([token]);
      const kept = written.slice(0, -token.length - 1).replace(/…$/, '');
      const whole = [...segments.segment(subject)].map(({ segment }) => segment);
      expect(kept.length === 0 || whole.join('').startsWith(kept)).toBe(true);
      expect([...segments.segment(kept)].every(({ segment }) => segment === 'x' || segment === piece)).toBe(true);
    }
  });

  test('T2 Outlook takes 255 from us, whatever the mail server would take', () => {
    const cut = writeToken('x'.repeat(300), token, 400);
    expect([cut.length, cut.endsWith(`… ${token}`)]).toEqual([255, true]);
  });

  test('T2 a longer subject is left alone where its token stands in it and the mail server takes it', () => {
    const standing = `${'x'.repeat(280)} ${token}`;
    expect(writeToken(standing, token, 300)).toBe(standing);
    expect(writeToken(standing, token, 255)).toHaveLength(255);
  });

  test('T2 a limit that leaves no room keeps the token whole', () => {
    expect(writeToken('Offer for you', token, 12)).toBe(token);
  });
});

describe('layouts', () => {
  test.each([
    [{ prefix: 'CRM:', userDigits: 3, counterDigits: 3 }],
    [{ prefix: 'x', userDigits: 1, counterDigits: 1 }],
    [{ prefix: '№', userDigits: 10, counterDigits: 9 }],
    [{ prefix: 'Kund/ref. (A)*', userDigits: 3, counterDigits: 3 }],
  ])('T1 can be used: %j', (layout) => {
    expect(layoutFaults(layout)).toEqual([]);
  });

  test.each([
    ['no prefix', { prefix: '' }],
    ['21 characters', { prefix: 'x'.repeat(21) }],
    ['#58 a reply prefix', { prefix: 'RE:' }],
    ['#58 a forward prefix, full-width', { prefix: 'ＷＧ：' }],
    ['#58 a one-letter prefix', { prefix: 'r' }],
    ['ends in a digit', { prefix: 'CRM1' }],
    ['ends in an Arabic digit', { prefix: 'CRM٣' }],
    ['a line break', { prefix: 'CRM\n:' }],
    ['half a character', { prefix: 'CRM\ud83d:' }],
    ['no user digits', { userDigits: 0 }],
    ['eleven user digits', { userDigits: 11 }],
    ['ten counter digits', { counterDigits: 10 }],
    ['half a digit', { counterDigits: 1.5 }],
  ])('T1 cannot be used, with a sentence saying why: %s', (_, fault) => {
    expect(layoutFaults({ ...crm, ...fault })).toEqual([expect.stringMatching(/^[A-Z].*\.$/)]);
  });
});
