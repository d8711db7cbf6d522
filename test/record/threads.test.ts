import { foldThreads } from '../../src/record/threads';
import { alice, anna, bob, mail, uuid } from './fakes';

/** A thread as "newest <- older, older", so that a whole timeline reads as one line. */
const shape = (mails: Parameters<typeof foldThreads>[0]) =>
  foldThreads(mails).map(({ newest, older }) =>
    [newest, ...older].map(({ subject }) => subject.replace('Mail ', '')).join(' '),
  );

test.each([
  ['an empty timeline has no threads', [], []],
  ['one mail is one thread', [mail(1, 1)], ['1']],
  ['mails of one thread stand together, newest first', [mail(1, 1), mail(3, 1), mail(2, 1)], ['3 2 1']],
  ['threads follow their newest mail', [mail(1, 1), mail(2, 2), mail(3, 1)], ['3 1', '2']],
  ['interleaved threads come apart', [mail(4, 2), mail(3, 1), mail(2, 2), mail(1, 1)], ['4 2', '3 1']],
  ['the same mail listed twice counts once', [mail(1, 1), mail(1, 1)], ['1']],
])('O1 threads: %s', (_story, mails, wanted) => {
  expect(shape(mails)).toEqual(wanted);
});

test('O1 threads: the order of arrival changes nothing, not even for mails of one second', () => {
  const second = { sentAt: '2026-05-09T10:00:00Z' };
  const mails = [mail(1, 1, second), mail(2, 1, second), mail(3, 2, second), mail(4, 3)];
  const wanted = shape(mails);
  expect(shape([...mails].reverse())).toEqual(wanted);
  expect(wanted).toHaveLength(3);
});

test('O1 threads: times are compared as instants, not as text', () => {
  expect(
    shape([mail(1, 1, { sentAt: '2026-05-01T10:00:00Z' }), mail(2, 1, { sentAt: '2026-05-01T10:00:00.5Z' })]),
  ).toEqual(['2 1']);
});

test('O1 threads: who took part is named once, whoever wrote last first, by the best known name', () => {
  const [thread] = foldThreads([
    mail(2, 1, { from: bob, to: [{ name: '', address: 'ANNA@contoso.example' }], cc: [] }),
    mail(1, 1, { from: anna, to: [alice], cc: [bob] }),
  ]);
  expect(thread?.people).toEqual(['Bob Lindqvist', 'Anna Holm', 'Alice Berg']);
});

test('O1 threads: a mail without a sender still has its thread', () => {
  const [thread] = foldThreads([mail(1, 1, { from: null, to: [] })]);
  expect(thread).toMatchObject({ threadId: uuid(51), count: 1, people: [] });
});

test('O1 threads: the timeline itself is left as it was', () => {
  const mails = Object.freeze([mail(1, 1), mail(2, 1)]);
  expect(() => foldThreads(mails)).not.toThrow();
});
