import type { Api } from '../../src/client/api';
import { problem, type ProblemCode } from '../../src/contract/problems';
import { tokenOverLine } from '../../src/taskpane/overLine';
import { searchRecords } from '../../src/taskpane/records';
import { annaRecord, uuid } from './samples';

describe('O7 a sign-in that fails', () => {
  const at = (reachable: boolean, token: () => Promise<string>, slow = false) =>
    tokenOverLine({
      token,
      reachable: async () => reachable,
      after: (_milliseconds, run) => (slow && run(), () => {}),
    })();
  const refused = () => Promise.reject(problem('cannotSignIn'));

  test.each<[string, Promise<string>, ProblemCode]>([
    ['while the server is away is a line that is away', at(false, refused), 'offline'],
    ['while the server answers is a sign-in', at(true, refused), 'cannotSignIn'],
    [
      'by never ending, while the server is away, is not waited for',
      at(false, () => new Promise(() => {}), true),
      'offline',
    ],
  ])('%s', async (_what, given, code) => {
    await expect(given).rejects.toMatchObject({ code });
  });

  test('not at all is a token, however slow', async () => {
    expect(await at(true, async () => 'token', true)).toBe('token');
  });
});

describe('O7 a search', () => {
  const deal = { ...annaRecord, type: 'opportunity' as const, id: uuid(60), name: 'Contoso renewal', email: null };
  const search = (fails: ProblemCode, text: string, types: ('contact' | 'opportunity')[] = []) => {
    const api = { call: () => Promise.reject(problem(fails)) } as unknown as Api;
    const question = { text, around: ['anna@contoso.example'], types };
    return searchRecords({ api, records: async () => [annaRecord, deal] }, question, new AbortController().signal);
  };

  test('without a line finds records that this device has met, by words and kind', async () => {
    const names = async (...question: [string, ('contact' | 'opportunity')[]?]) =>
      (await search('offline', ...question)).map(({ name, ofThisMail }) => [name, ofThisMail]);
    expect(await names('')).toEqual([
      ['Anna Kowalska', true],
      ['Contoso renewal', false],
    ]);
    expect(await names('contoso ANNA')).toEqual([['Anna Kowalska', true]]);
    expect(await names('', ['opportunity'])).toEqual([['Contoso renewal', false]]);
  });

  test('that the server refuses is refused', async () => {
    await expect(search('badInput', 'x')).rejects.toMatchObject({ code: 'badInput' });
  });
});
