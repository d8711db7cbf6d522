/** A colleague wrote the mail and tracked their copy; the reader's own is another activity. */
import type { LookupReply } from '../../src/contract/tracking';
import { firstState } from '../../src/taskpane/state';
import { suggestionOf, type Untracked } from '../../src/taskpane/suggestion';
import { verdictOf } from '../../src/taskpane/verdict';
import { headlineOf, statusOf } from '../../src/taskpane/words';
import { aliceHerself, candidate, knownOf, mail, renewal, user, uuid } from './samples';

const bob = { address: 'bob@northwind.example', name: 'Bob Lindqvist' };
const received = { ...mail, from: bob, to: [user], messageId: '<own@northwind.example>', headers: null };

function see(change: object = {}) {
  const copy = candidate({
    activityId: uuid(70),
    shared: [{ kind: 'id', value: 'own@northwind.example' }],
    messageId: 'own@northwind.example',
    from: bob.address,
    trackedBy: bob.name,
    sentAt: received.sentAt!,
    ...change,
  });
  const known = knownOf({ candidates: [copy as LookupReply['candidates'][number]], people: [aliceHerself] }, received);
  const verdict = verdictOf({ ...known, correlation: { ...known.correlation, copy } }, user.address, firstState.post);
  return { known, verdict: verdict as Untracked };
}

test('Q4 as two: the record of the sender’s copy is offered for the reader’s own, in the same thread', () => {
  const { known, verdict } = see();
  expect([statusOf(verdict, null), headlineOf(verdict)]).toEqual(['Not tracked yet', 'Not tracked']);
  expect(verdict).toMatchObject({
    why: `Bob Lindqvist tracked the other copy regarding ${renewal.name}. Yours is not tracked yet.`,
  });
  expect(suggestionOf(verdict, known)).toMatchObject({
    regarding: { id: renewal.id },
    because: { method: 'hand', matched: uuid(70) },
  });
});

test.each([
  ['without record', null],
  ['to a record that was deleted', { ...renewal, state: 'deleted' as const }],
])('Q4 as two: a copy that was tracked %s offers none', (_how, regarding) => {
  const { known, verdict } = see({ regarding });
  expect(suggestionOf(verdict, known)).toBeNull();
  expect(verdict).toMatchObject({ is: 'notTracked', why: expect.stringContaining('Yours is not tracked') as string });
});
