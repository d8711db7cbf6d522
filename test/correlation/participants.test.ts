/** Who is on a mail, and that nobody can make the reading of it dear. */
import { parseHeaders, type Headers } from '../../src/correlation/headers';
import { participants } from '../../src/correlation/participants';
import { person, write } from './archive';

const LIST = 'chairs@lists.example';

test('C4 the list headers are read once, however many addresses answers shall go to', () => {
  const headers = parseHeaders(`List-Post: <mailto:${LIST}>`);
  let read = 0;
  const counting = Object.assign(Object.create(headers) as Headers, {
    get: (name: string) => (read++, headers.get(name)),
  });
  const mail = {
    ...write(),
    from: person(LIST, 'Anna via chairs'),
    replyTo: Array(1000).fill(person('all@lists.example')),
  };
  expect(participants({ ...mail, replyTo: [...mail.replyTo, person(LIST)] }, counting).from).toBe('all@lists.example');
  const crowd = {
    ...mail,
    from: person('x@lists.example', 'Anna via chairs'),
    replyTo: Array(1000).fill(person(LIST)),
  };
  expect(participants(crowd, counting).from).toBe('x@lists.example');
  expect(read).toBeLessThan(20);
});

test.each([
  '/O=EXCHANGELABS/OU=X (FYDIBOHF23SPDLT)/CN=RECIPIENTS/CN=9F3A',
  'imceaex-_O=X_CN=9f3a@prod.outlook.example',
])('O2 a place in Exchange’s directory is nobody: %s', (place) => {
  const mail = { ...write(), from: person(place), sender: person(place), to: [person(place), person('a@b.example')] };
  expect(participants(mail, parseHeaders(''))).toMatchObject({ from: null, recipients: ['a@b.example'] });
});
