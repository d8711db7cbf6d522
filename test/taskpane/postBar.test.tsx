/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { Letter } from '../../src/client/letters';
import type { Waiting } from '../../src/client/outbox';
import type { Post } from '../../src/client/postman';
import { problem, toFailure, type ProblemCode } from '../../src/contract/problems';
import { DeskContext, type Desk } from '../../src/taskpane/desk';
import PostBar from '../../src/taskpane/PostBar';
import { waitingHeadline, willBeTracked } from '../../src/taskpane/waiting';
import { Themed } from '../../src/ui/theme';
import { uuid } from './samples';

const letter = (n: number, errand: object, recordName: string | null = null): Letter => ({
  id: uuid(n),
  about: 'a',
  subject: `Offer ${n}`,
  recordName,
  at: 0,
  errand: { on: null, regarding: null, ...errand } as unknown as Letter['errand'],
});
const waits = (n: number, refused: ProblemCode | null = null): Waiting => ({
  letter: letter(n, { do: 'track' }),
  tried: false,
  refused: refused && toFailure(problem(refused)),
});

function show(post: Partial<Post>, hidden: string | null = null) {
  const done: unknown[] = [];
  const desk = {
    decide: (id: string, what: string) => done.push([id, what]),
    lookAgain: () => done.push('look'),
  } as unknown as Desk;
  const { container } = render(
    <Themed>
      <DeskContext value={desk}>
        <PostBar post={{ letters: [], away: null, ...post }} hidden={hidden} />
      </DeskContext>
    </Themed>,
  );
  return { container, done };
}
const away = (code: ProblemCode) => toFailure(problem(code));
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

test('O5 offline is said with the number of changes that wait', () => {
  show({ away: away('offline'), letters: [waits(1), waits(2)] });
  expect(screen.getByRole('status')).toHaveTextContent(/^Offline\. .* 2 changes wait on this device for the server\.$/);
});

test('O5 an expired sign-in is said as one, and signing in is a button', async () => {
  const { done } = show({ away: away('cannotSignIn'), letters: [waits(1)] });
  expect(screen.getByRole('status')).toHaveTextContent(/could not sign you in.* 1 change waits on this device/);
  await press('Sign in');
  expect(done).toEqual(['look']);
});

test('O5 what was refused stands there with its reason until its author decides', async () => {
  const { done, container } = show({ letters: [waits(1, 'unknownRecord')] });
  expect(screen.getByRole('alert')).toHaveTextContent(/“Offer 1” was not tracked\. This record does not exist/);
  await press('Try again');
  await press('Discard');
  expect(done).toEqual([
    [uuid(1), 'retry'],
    [uuid(1), 'discard'],
  ]);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('O5 what was too large says what is, and can be sent without it', async () => {
  const mail = { html: `<p>${'ä'.repeat(3_000_000)}</p>`, text: null };
  const large = { ...waits(1, 'tooLarge'), letter: letter(1, { do: 'track', body: { mail } }) };
  const { done } = show({ letters: [large] });
  expect(screen.getByRole('alert')).toHaveTextContent(/“Offer 1” was not tracked\..* Its text takes 6\.0 MB\./);
  await press('Track without its body');
  expect(done).toEqual([[uuid(1), 'withoutBody']]);
});

test('O5 where there is no text, leaving it out is not offered', () => {
  const mail = { html: null, text: null };
  show({ letters: [{ ...waits(1, 'tooLarge'), letter: letter(1, { do: 'track', body: { mail } }) }] });
  expect(screen.queryByRole('button', { name: 'Track without its body' })).toBeNull();
});

test('O5 a refusal that is told beside its mail is not told twice', () => {
  show({ letters: [waits(1, 'unknownRecord')] }, uuid(1));
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  [{ do: 'track' }, 'Anna', 'Waiting to be tracked regarding Anna', true],
  [{ do: 'track' }, null, 'Waiting to be tracked', true],
  [{ do: 'trackSent' }, 'Anna', 'Waiting to be tracked regarding Anna', true],
  [{ do: 'regard' }, 'Anna', 'Waiting to move to Anna', true],
  [{ do: 'regard' }, null, 'Waiting to lose its record', true],
  [{ do: 'untrack' }, 'Anna', 'Waiting to be untracked', false],
  [{ do: 'restore' }, 'Anna', 'Waiting to be tracked again', true],
])('O5 a waiting %j of %s is called by what it will do', (errand, name, headline, tracked) => {
  const waiting = [{ letter: letter(1, errand, name), tried: false, refused: null }];
  expect([waitingHeadline(waiting), willBeTracked(waiting)]).toEqual([headline, tracked]);
});
