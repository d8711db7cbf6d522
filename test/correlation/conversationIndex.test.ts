import { readConversationIndex } from '../../src/correlation/conversationIndex';
import { GUID, index } from './threadIndex';

test.each([0, 1, 2, 3, 40])('C1 #38 GUID and depth of an index with %i replies', (replies) => {
  expect(readConversationIndex(index(replies))).toEqual({ guid: GUID, depth: replies });
});

test('C1 #38 parent and child carry one GUID', () => {
  expect(readConversationIndex(index(1))?.guid).toBe(readConversationIndex(index(0))?.guid);
});

test.each([
  ['#40 no base64', 'not an index at all, but long enough'],
  ['#40 one byte too many', index(0, { extra: 1 })],
  ['#40 three bytes short', index(1).slice(0, 34)],
  ['#40 folded in the middle', `${index(8).slice(0, 40)}\r\n ${index(8).slice(40)}`],
  ['an empty GUID', index(0, { guid: '0'.repeat(32) })],
  ['nothing', ''],
])('C1 %s is ignored', (_, value) => {
  expect(readConversationIndex(value)).toBeNull();
});

test('C1 #41 a first byte that is not 1, as Zimbra writes it, changes nothing', () => {
  expect(readConversationIndex(index(2, { first: 0xa2 }))).toEqual({ guid: GUID, depth: 2 });
});
