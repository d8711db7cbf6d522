import { readPlace } from '../../src/record/place';
import { dateWords, isolated, listPeople, mailCount, sizeWords, subjectOf } from '../../src/record/words';
import { mail, uuid } from './fakes';

test.each([
  [[], 'nobody'],
  [['Anna'], 'Anna'],
  [['Anna', 'Bob'], 'Anna and Bob'],
  [['Anna', 'Bob', 'Kim'], 'Anna, Bob and Kim'],
  [['Anna', 'Bob', 'Kim', 'Lou'], 'Anna, Bob, Kim and 1 other'],
  [['Anna', 'Bob', 'Kim', 'Lou', 'Max'], 'Anna, Bob, Kim and 2 others'],
])('O4 people %j read as "%s"', (people, words) => {
  expect(listPeople(people)).toBe(words);
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 KB'],
  [348_122, '348 KB'],
  [999_499, '999 KB'],
  [999_500, '1.0 MB'],
  [25_300_000, '25.3 MB'],
  [2_000_000_000, '2.0 GB'],
])('O4 %d bytes read as %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

test('O4 a date is told with its day and time, and a broken one is not invented', () => {
  expect(dateWords('2026-05-03T12:02:00Z', 'UTC')).toBe('3 May 2026, 12:02');
  expect(dateWords('not a date')).toBe('at an unknown time');
});

test('O4 counts speak plainly', () => {
  expect([mailCount(1), mailCount(2)]).toEqual(['1 mail', '2 mails']);
});

test('P2 a direction mark in a file name cannot make an .exe look like a .pdf', () => {
  expect(isolated('invoice\u202Efdp.exe')).toBe('\u2068invoicefdp.exe\u2069');
});

test('O1 a mail without a subject says so', () => {
  expect(subjectOf(mail(1, 1, { subject: '  ' }))).toBe('(no subject)');
});

test.each([
  ['', { show: 'list' }],
  ['?', { show: 'list' }],
  ['?other=1', { show: 'list' }],
  [`?type=contact&id=${uuid(1)}`, { show: 'record', ref: { type: 'contact', id: uuid(1) } }],
  [`?type=case&id=${uuid(2)}&x=y`, { show: 'record', ref: { type: 'case', id: uuid(2) } }],
  [`?type=toString&id=${uuid(1)}`, { show: 'nothing', why: 'This address names no type of record.' }],
  [`?id=${uuid(1)}`, { show: 'nothing', why: 'This address names no type of record.' }],
  ['?type=lead', { show: 'nothing', why: 'This address names no lead.' }],
  ['?type=lead&id=../../settings', { show: 'nothing', why: 'This address names no lead.' }],
])('H1 the address %s is understood or refused in words', (search, place) => {
  expect(readPlace(search)).toEqual(place);
});
