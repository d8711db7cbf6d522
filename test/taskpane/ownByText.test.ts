/** Several stored mails of one id: the pane reads its own text, and says tracked only of the very mail. */
import { textDigest } from '../../src/correlation/textDigest';
import type { LookupReply } from '../../src/contract/tracking';
import type { ReadItem } from '../../src/outlook/openItem';
import { ownByText } from '../../src/taskpane/ownByText';
import type { Calls } from '../../src/outlook/calls';

const calls = (text: string | undefined) =>
  ({
    try: () => Promise.resolve(text === undefined ? { did: 'fail', why: 'No.' } : { did: 'answer', value: text }),
  }) as unknown as Calls;
const tracking = (activityId: string) => ({ activityId, state: 'tracked' }) as LookupReply['own'] & object;
const candidate = (activityId: string) => ({ activityId }) as LookupReply['candidates'][number];
const twin = (id: string, text: string) => ({ tracking: tracking(id), text: textDigest(text, null) ?? '' });

const reply = {
  own: tracking('one'),
  candidates: [candidate('two')],
  twins: [{ ...twin('one', 'Pump 1 stopped'), candidate: candidate('one') }, twin('two', 'Pump 2 stopped')],
};
const item = { body: { getAsync: () => undefined } } as unknown as ReadItem;

test.each([
  ['Pump 1 stopped', 'one', ['two']],
  ['Pump  2\nstopped', 'two', ['one']],
  ['Pump 3 stopped', null, ['two', 'one']],
  [undefined, 'one', ['two']],
])('C7 O1 of %s this very mail is %s', async (text, own, candidates) => {
  const found = await ownByText(reply, item, calls(text));
  expect([found.own?.activityId ?? null, found.candidates.map(({ activityId }) => activityId)]).toEqual([
    own,
    candidates,
  ]);
});

test('C7 a candidate whose text is another is no copy of it', async () => {
  const { isOther } = await ownByText(reply, item, calls('Pump 3 stopped'));
  expect([isOther?.(candidate('one') as never), isOther?.(candidate('else') as never)]).toEqual([true, false]);
});
