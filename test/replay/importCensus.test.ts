/** Whether an import has lost its recipients throughout. */
import { extractKeys } from '../../src/correlation/keys';
import { ImportCensus } from '../../src/server/rehearsal/importCensus';
import { write } from '../correlation/archive';

function census(mails: number, mail: (n: number) => Parameters<typeof write>[0]): ImportCensus {
  const counted = new ImportCensus();
  for (let n = 0; n < mails; n++) counted.add(extractKeys(write(mail(n))));
  return counted;
}

const matters = ['oak', 'ash', 'pine', 'elm', 'beech', 'birch', 'larch'];
const talk = (n: number) => ({ from: `writer${n % 5}@list.example`, subject: `Chairs of ${matters[n % 7]}`, to: [] });

test('R1 an archive that names no recipient has lost them, if its writers come back about other matters', () => {
  expect(census(60, talk).lostRecipients).toBe(true);
  expect(census(10, talk).lostRecipients).toBe(false);
});

test('R1 one that names some has lost none', () => {
  expect(census(60, (n) => ({ ...talk(n), to: n % 10 ? [] : ['anna@contoso.example'] })).lostRecipients).toBe(false);
  expect(census(60, (n) => ({ ...talk(n), to: ['undisclosed-recipients'] })).lostRecipients).toBe(false);
});

test('R1 a pile of spam names nobody either, but each of its writers is a new one, or says the same again', () => {
  expect(census(60, (n) => ({ from: `x${n}@spam${n}.example`, subject: 'Cheap', to: [] })).lostRecipients).toBe(false);
  expect(census(60, () => ({ from: 'deals@spam.example', subject: 'Cheap', to: [] })).lostRecipients).toBe(false);
});
