/** The rule for outgoing mail as a table, and what a person may change of it. */
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import { fixedChoice, personalOf } from '../../src/contract/personal';
import { defaultSettings, type Preferences, type Settings } from '../../src/contract/settings';
import type { Outgoing, SendRule } from '../../src/correlation/judgeSend';
import { planSend } from '../../src/correlation/planSend';

const rule: SendRule = {
  autoTrack: 'replies',
  wanted: true,
  neverTrack: ['never.example'],
  trackPrivate: false,
  users: ['alice@northwind.example'],
  ownDomains: ['northwind.example'],
};
const mail: Outgoing = { recipients: ['anna@contoso.example'], sensitivity: 'normal', known: [], answers: true };

describe('replies only', () => {
  test.each<[string, Partial<SendRule>, Partial<Outgoing>, 'track' | 'leave' | 'ask']>([
    ['an answer to tracked mail', {}, {}, 'track'],
    ['a first mail, even to somebody with a record', {}, { answers: false, known: ['anna@contoso.example'] }, 'leave'],
    ['nobody could ask', {}, { answers: null }, 'ask'],
    ['nobody said', {}, { answers: undefined as never }, 'ask'],
    ['an answer among colleagues', {}, { recipients: ['bob@northwind.example'] }, 'leave'],
    ['an answer to whom it is never tracked', {}, { recipients: ['x@sub.never.example'] }, 'leave'],
    ['a private answer', {}, { sensitivity: 'private' }, 'leave'],
    ['a private answer, where that is wanted', { trackPrivate: true }, { sensitivity: 'private' }, 'track'],
    ['an answer of somebody who wants none tracked', { wanted: false }, {}, 'leave'],
    ['nothing at all is tracked', { autoTrack: 'off' }, {}, 'leave'],
    ['everything is', { autoTrack: 'everyone' }, { answers: false }, 'track'],
  ])('Q3 %s', (_what, change, part, deed) => {
    const { do: done, why } = planSend({ ...rule, ...change }, { ...mail, ...part });
    expect(done).toBe(deed);
    expect(why).toMatch(/\.$/);
  });
});

describe('what a person chose', () => {
  const own: Preferences = { autoTrack: false, incoming: 'all', createRecords: 'lead', neverTrack: ['mine.example'] };
  const theirs = { ...defaultSettings, neverTrack: ['theirs.example'] };

  test('Q3 holds where it is free, beside what the organisation spares', () => {
    expect(personalOf(theirs, own)).toEqual({
      autoTrack: false,
      incoming: 'all',
      createRecords: 'lead',
      neverTrack: ['theirs.example', 'mine.example'],
    });
  });

  test('Q3 begins with what the organisation has', () => {
    const begun = personalOf({ ...theirs, incoming: 'people', createRecords: 'contact' }, defaultPreferences);
    expect(begun).toMatchObject({ autoTrack: true, incoming: 'people', createRecords: 'contact' });
  });

  test.each<[keyof Preferences, keyof Settings, unknown]>([
    ['autoTrack', 'outgoingChoice', true],
    ['incoming', 'incomingChoice', 'replies'],
    ['createRecords', 'createRecordsChoice', 'no'],
    ['neverTrack', 'neverTrackChoice', ['theirs.example']],
  ])('Q3 %s is the organisation’s where it is forced or hidden, and may not be changed', (name, choice, value) => {
    for (const standing of ['forced', 'hidden'] as const) {
      const settings = { ...theirs, [choice]: standing };
      expect(personalOf(settings, own)[name]).toEqual(value);
      expect(fixedChoice(settings, defaultPreferences, own)).toBe(name);
      expect(fixedChoice(settings, own, own)).toBeNull();
    }
    expect(fixedChoice(theirs, defaultPreferences, own)).toBeNull();
  });
});
