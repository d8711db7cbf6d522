/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen, waitFor } from '@testing-library/react';
import { WaitingMail } from '../../src/admin/WaitingMail';
import { fakeApi, mail } from '../record/fakes';

const HOUR = 3_600_000;

const waiting = (subject: string, hours: number) => ({
  subject,
  sentAt: new Date(Date.now() - hours * HOUR).toISOString(),
  tracking: mail(1, 1).tracking,
});

test('Q3 sent mail whose copy was not met for a day is listed to its owner; what was sent just now is not', async () => {
  render(
    <WaitingMail api={fakeApi({ pending: () => ({ pending: [waiting('Old offer', 25), waiting('New', 23)] }) })} />,
  );
  expect(await screen.findByText(/^Old offer, sent .*Anna Holm$/)).toBeVisible();
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});

test('Q3 nothing is said where nothing waits', async () => {
  const api = fakeApi({ pending: () => ({ pending: [waiting('New', 1)] }) });
  const { container } = render(<WaitingMail api={api} />);
  await waitFor(() => expect(api.asked).toHaveLength(1));
  await waitFor(() => expect(container).toBeEmptyDOMElement());
});
