/** @jest-environment jsdom */
/** What waits for the server, and what it refused. */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { problem, toFailure } from '../../src/contract/problems';
import { DeskContext, type Desk } from '../../src/taskpane/desk';
import PostBar from '../../src/taskpane/PostBar';
import { uuid } from './samples';

test('H1 a refused letter says what happened and what to do', () => {
  const refused = toFailure(problem('changedMeanwhile', 'Bob tracked this mail regarding Fabrikam.'));
  const letter = { id: uuid(1), about: 'a', subject: 'Offer', recordName: null, at: 0 };
  const errand = { do: 'untrack', on: null } as const;
  const post = { away: null, letters: [{ letter: { ...letter, errand }, tried: true, refused }] };
  render(
    <DeskContext value={{} as Desk}>
      <PostBar post={post} hidden={null} />
    </DeskContext>,
  );
  expect(screen.getByRole('alert')).toHaveTextContent(
    '“Offer” was still tracked. Somebody changed this before you. Bob tracked this mail regarding Fabrikam. ' +
      'Look at the present state and decide again.',
  );
});
