import { asJson, storable, storableText } from '../../../src/server/store/storable';

it.each([
  ['a\0b', 'ab'],
  ['half \ud83d of a pair', 'half \uFFFD of a pair'],
  ['a whole 💧', 'a whole 💧'],
  ['', ''],
])('S1 %j is kept as %j', (text, kept) => {
  expect([storableText(text), storable([text]), asJson({ text })]).toEqual([
    kept,
    [kept],
    JSON.stringify({ text: kept }),
  ]);
});

it.each([['\0'], ['\0\0\0']])(
  'S1 %j, which is nothing once it is cleaned, leaves a character: what may not be empty never becomes so on its way in',
  (text) => expect([storableText(text), JSON.parse(asJson(text) ?? '')]).toEqual(['\uFFFD', '\uFFFD']),
);
