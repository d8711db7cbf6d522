/**
 * No parser is slower than linear. Counting steps would mean to build counters into every loop, so the time of a large and of a
 * sixteen times larger input are compared: linear work takes about 16 times as long, quadratic 256 times. The bound lies between them.
 */
import { parseAddresses, normalAddress } from '../../src/correlation/addresses';
import { readConversationIndex } from '../../src/correlation/conversationIndex';
import { decodeWords } from '../../src/correlation/encodedWords';
import { parseHeaders } from '../../src/correlation/headers';
import { extractKeys } from '../../src/correlation/keys';
import { normalId, readIds } from '../../src/correlation/messageIds';
import { readSubject } from '../../src/correlation/subject';
import { tokenReadings } from '../../src/correlation/token';
import { writeToken } from '../../src/correlation/writeToken';
import { write } from './archive';

const pieces = [
  'a',
  ' ',
  '\r\n ',
  '\n',
  '<',
  '>',
  '<>',
  '<<',
  '<a@x> ',
  '<a@x',
  'a@x,',
  '(',
  ')',
  '((',
  '()',
  '"',
  '\\',
  '\\"',
  '"\\',
  ',',
  ';',
  ':',
  '@',
  '=?',
  '=?a?q?',
  '=?utf-8?q?a?= ',
  '=?utf-8?b?',
  '?=',
  'Re: ',
  'R: ',
  '[a] ',
  '[',
  ']',
  '(was ',
  '(fwd)',
  'CRM:',
  'CRM:1 ',
  '0',
  '1 ',
  ': 1',
  '\u200b',
  'İ',
  '٣',
  '👨‍👩‍👧‍👦',
  '🇳🇴',
  'from ',
  ' of ',
  '+',
  'xn--',
  '.',
  '=',
  'a: b\n',
  'a\n',
  '<@a:',
  '\t',
  '*',
  'é',
  '^',
];

const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  parseHeaders: (text) => parseHeaders(`Subject: ${text}\nReferences: ${text}`).all('references'),
  readIds,
  normalId,
  parseAddresses,
  normalAddress,
  decodeWords,
  readSubject,
  readConversationIndex,
  tokenReadings,
  writeToken: (text) => writeToken(text, 'CRM:0001007'),
  extractKeys: (text) =>
    extractKeys(
      write({
        subject: text,
        from: text,
        to: [text],
        headers: `In-Reply-To: ${text}\nReferences: ${text}\nX-Original-From: ${text}\nList-Id: ${text}\nAuto-Submitted: ${text}\nContent-Type: ${text}\nThread-Index: ${text}`,
      }),
    ),
};

/** The best of three, in milliseconds of the processor: other work on the machine only ever adds, and waiting for it counts not at all. */
function time(work: () => unknown): number {
  let best = Infinity;
  for (let i = 0; i < 3; i++) {
    const start = process.cpuUsage();
    work();
    best = Math.min(best, process.cpuUsage(start).user / 1000);
  }
  return best;
}

/** Who looks slow is measured again: what is quadratic stays so, what was disturbed does not. */
const AGAIN = 8;

function isSlow(parser: (text: string) => unknown, text: string, end: string): boolean {
  for (let i = 0; i < AGAIN; i++) {
    const small = Math.max(
      time(() => parser(text + end)),
      0.5,
    );
    if (time(() => parser(text.repeat(TIMES) + end)) <= small * TIMES * 6) return false;
  }
  return true;
}

const SMALL = 2000;
const TIMES = 32;

test.each(Object.entries(parsers))('C4 %s grows no faster than its input, whatever stands in it', (_, parser) => {
  const slow = pieces.filter((piece) => {
    const text = piece.repeat(Math.ceil(SMALL / piece.length));
    return ['', '!'].some((end) => isSlow(parser, text, end));
  });
  expect(slow).toEqual([]);
});

test('C4 ten megabytes of headers are read', () => {
  const block = `Message-ID: <own1@x.example>\r\n${'X-Junk: y\r\n'.repeat(500_000)}References: ${'<some.id@x.example>\r\n '.repeat(250_000)}`;
  expect(block.length).toBeGreaterThan(10_000_000);
  expect(extractKeys(write({ headers: block }))).toMatchObject({
    messageId: 'own1@x.example',
    references: ['some.id@x.example'],
  });
});
