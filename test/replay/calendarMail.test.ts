/** Mail of calendars as Google, Outlook and Apple send it: one meeting is one thread, whatever its subject says by now. */
import { extractKeys } from '../../src/correlation/keys';
import type { Mail } from '../../src/correlation/mail';
import { toMail } from '../../src/server/mailbox/toMail';
import { MemoryStore } from '../../src/server/rehearsal/memoryStore';
import { replayMail } from '../../src/server/replay/replayMail';
import { northwind, write } from '../correlation/archive';

interface Sent {
  readonly from?: string;
  readonly to?: string;
  readonly subject: string;
  readonly method?: string;
  /** Lines of the event. */
  readonly event: readonly string[];
  /** Lines before the event: a time zone. */
  readonly before?: readonly string[];
  readonly alone?: boolean;
}

const GOOGLE = 'Google Calendar <calendar-notification@google.example>';
const counter = { n: 0 };

/** Without In-Reply-To and References, as calendars send. */
function raw({ from = 'Mia Falk <mia@harbour.example>', to = 'alice@northwind.example', ...sent }: Sent): string {
  const { subject, method = 'REQUEST', event, before = [], alone } = sent;
  const n = (counter.n += 1);
  const calendar = [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    ...before,
    'BEGIN:VEVENT',
    ...event,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  const head = [
    `From: ${from}`,
    `Sender: ${GOOGLE}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${n}.cal@google.example>`,
  ];
  const dated = [
    ...head,
    `Date: Tue, ${String((n % 20) + 1).padStart(2, '0')} Sep 2026 10:00:00 +0200`,
    'MIME-Version: 1.0',
  ];
  const type = `Content-Type: text/calendar; charset=utf-8; method=${method}`;
  if (alone) return [...dated, type, '', ...calendar].join('\r\n');
  const body = ['--b', 'Content-Type: text/plain', '', 'You are invited.', '--b', type, '', ...calendar, '--b--', ''];
  return [...dated, 'Content-Type: multipart/alternative; boundary=b', '', ...body].join('\r\n');
}

const read = (sent: Sent) => toMail(raw(sent), { address: '', ownAddresses: northwind.users });

/** The lines of a replay; every mail is tracked. */
function decide(...mails: readonly Mail[]) {
  const store = new MemoryStore();
  return mails.map((mail, i) => replayMail(store, northwind, { n: i + 1, mail, track: true }));
}

const told = (lines: ReturnType<typeof decide>) =>
  lines.map(({ decision, method, thread }) => ({ decision, method, thread }));

const UID = 'UID:h7kq2m9vd1tgp4@google.example';
const TIMES = ['DTSTART:20260910T080000Z', 'DTEND:20260910T090000Z'];
const ORGANIZER = 'ORGANIZER;CN=Mia Falk:mailto:mia@harbour.example';

describe('one meeting', () => {
  test('C6 invitation, update, renamed update, answer, counter-proposal and cancellation are one thread by the calendar’s id', async () => {
    const event = [UID, ...TIMES, ORGANIZER, 'SUMMARY:Crane inspection'];
    const mails = [
      await read({
        subject: 'Invitation: Crane inspection @ Thu Sep 10, 2026 10am - 11am (CEST) (alice@northwind.example)',
        event,
      }),
      await read({
        subject: 'Updated invitation: Crane inspection @ Fri Sep 11, 2026 2pm (CEST) (alice@northwind.example)',
        event,
      }),
      await read({
        subject: 'Updated invitation: Berth 4 @ Fri Sep 11, 2026 2pm (CEST) (alice@northwind.example)',
        event: [UID, ORGANIZER, 'SUMMARY:Berth 4'],
      }),
      await read({
        subject: 'Accepted: Berth 4',
        from: 'alice@northwind.example',
        to: 'mia@harbour.example',
        method: 'REPLY',
        event: [UID, ORGANIZER],
      }),
      await read({
        subject: 'New Time Proposed: Berth 4',
        from: 'alice@northwind.example',
        to: 'mia@harbour.example',
        method: 'COUNTER',
        event: [UID],
      }),
      await read({ subject: 'Canceled event: Berth 4', method: 'CANCEL', event: [UID, 'STATUS:CANCELLED'] }),
    ];
    const lines = told(decide(...mails));
    expect(lines).toEqual([
      { decision: 'new', method: null, thread: 't1' },
      ...Array.from({ length: 5 }, () => ({ decision: 'track', method: 'meeting', thread: 't1' })),
    ]);
    expect(mails.map((mail) => extractKeys(mail).automatic)).toEqual(Array(6).fill('calendar'));
  });

  test('C6 an occurrence that comes before its series meets it, and so do Exchange’s two spellings of one id', async () => {
    const series =
      '040000008200E00074C5B7101A82E00800000000B0A1C2D3E4F5DC0100000000000000001000000011223344556677889900AABBCCDDEEFF';
    const occurrence = `${series.slice(0, 32)}07ea090a${series.slice(40).toLowerCase()}`;
    const event = [...TIMES, ORGANIZER];
    const lines = decide(
      await read({ subject: 'Weekly talk', event: [`UID:${occurrence}`, 'RECURRENCE-ID:20260910T080000Z', ...event] }),
      await read({ subject: 'Weekly talk, second half', event: [`UID:${series}`, ...event] }),
    );
    expect(lines[1]).toMatchObject({ decision: 'track', method: 'meeting', parentN: 1 });
  });

  test('C6 strangers’ meetings stay apart: the same title, machine and day, or the id "1"', async () => {
    const one = {
      subject: 'Invitation: Kick-off @ Thu Sep 10, 2026 (alice@northwind.example)',
      event: ['UID:1', ...TIMES, 'SUMMARY:Kick-off'],
    };
    const other = {
      ...one,
      subject: 'Invitation: Start of work @ Thu Sep 10, 2026 (alice@northwind.example)',
      from: 'Jon <jon@quarry.example>',
      event: ['UID:1', ...TIMES],
    };
    const third = {
      ...one,
      from: 'Eva <eva@mill.example>',
      event: ['UID:a-third-meeting-77@mill.example', ...TIMES, 'SUMMARY:Kick-off'],
    };
    const lines = told(decide(await read(one), await read(other), await read(third)));
    expect(lines.map(({ decision }) => decision)).toEqual(['new', 'suggest', 'new']);
  });

  test('C6 the text of a person that only quotes the meeting’s title is no mail of it', () => {
    const lines = decide(
      write({ subject: 'Accepted: Crane inspection' }),
      write({ subject: 'Crane inspection', from: 'jon@quarry.example' }),
    );
    expect(lines.map(({ method }) => method)).toEqual([null, null]);
  });
});

describe('what a calendar says', () => {
  const BERLIN = [
    'BEGIN:VTIMEZONE',
    'TZID:W. Europe Standard Time',
    ...[
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
    ],
    ...[
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
    ],
    'END:VTIMEZONE',
  ];

  test('C6 a mail that is nothing but an event has its description as text, and its times in the calendar’s own zone', async () => {
    const event = [
      UID,
      'DTSTART;TZID="W. Europe Standard Time":20261023T100000',
      'DTEND;TZID="W. Europe Standard Time":20261026T100000',
      'SUMMARY:Survey',
      'LOCATION:Quay 3\\, gate',
      ' \\; left',
      'DESCRIPTION:Bring boots\\nand a torch.',
      ...['BEGIN:VALARM', 'DESCRIPTION:Reminder', 'DTSTART:19990101T000000Z', 'END:VALARM'],
      'SEQUENCE:4',
      ORGANIZER,
    ];
    const mail = await read({ subject: 'Survey', before: BERLIN, event, alone: true });
    expect(mail.body).toEqual({ html: null, text: 'Bring boots\nand a torch.' });
    expect(mail.meeting).toMatchObject({
      // The clocks go back on 25 October.
      starts: '2026-10-23T08:00:00.000Z',
      ends: '2026-10-26T09:00:00.000Z',
      place: 'Quay 3, gate; left',
      organiser: { name: 'Mia Falk', address: 'mia@harbour.example' },
      zone: 'W. Europe Standard Time',
      allDay: false,
      sequence: 4,
    });
  });

  test.each([
    ['DTSTART;VALUE=DATE:20261224', '2026-12-24T00:00:00.000Z', true],
    ['DTSTART;TZID=America/New_York:20260701T090000', '2026-07-01T13:00:00.000Z', false],
    ['DTSTART;TZID=Europe/London:20261201T090000', '2026-12-01T09:00:00.000Z', false],
    ['DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20261201T090000', '2026-12-01T00:00:00.000Z', false],
    ['DTSTART;TZID=Mars/Olympus:20261201T090000', null, false],
    ['DTSTART:99999999T000000Z', null, false],
    ['DTSTART:soon', null, false],
  ])('C6 reads the start %s', async (line, starts, allDay) => {
    expect((await read({ subject: 'x', event: [UID, line] })).meeting).toMatchObject({ starts, allDay });
  });

  test('C4 a calendar of a hundred thousand lines, of folds and of endless time zones is read in bounded time', async () => {
    const start = performance.now();
    for (const event of [
      Array(100_000).fill('X:1'),
      Array(100_000).fill(' fold'),
      ['A'.repeat(2_000_000)],
      [`X${';A=B'.repeat(50_000)}`],
    ])
      await read({ subject: 'x', before: Array(30_000).fill(BERLIN.join('\r\n')), event, alone: true });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
