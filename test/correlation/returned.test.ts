/** Reports of undelivered mail whose original nobody tracked: the id that came back is a ghost like any other. */
import type { Policy } from '../../src/correlation/policy';
import { Archive, northwind, record, write, type Written } from './archive';

const deal = record('Deal');
const ours = 'Message-ID: <ours1@northwind.example>';

const report = (id: string) =>
  write({
    from: 'mailer-daemon@contoso.example',
    subject: 'Undelivered Mail Returned to Sender',
    headers: `Message-ID: <${id}@mx.contoso.example>`,
    returnedHeaders: ours,
  });

const answer = (header: string) =>
  write({ subject: 'Re: Offer', headers: `Message-ID: <answer1@contoso.example>\r\n${header}` });

const sent: Written = { direction: 'outgoing', from: 'alice@northwind.example', to: ['anna@contoso.example'] };

/** Where nobody knows who is ours, nothing doubts a ghost. */
const open: Policy = { ...northwind, users: [], ownDomains: [] };

describe('a tracked report whose original nobody tracked', () => {
  const asked = (mail: Parameters<Archive['ask']>[0], policy = open) => {
    const archive = new Archive(policy);
    archive.track(report('report1'), deal);
    const { decision } = archive.ask(mail);
    return [decision.do, decision.match?.evidence[0]?.relation, decision.regarding?.id];
  };

  test.each(['In-Reply-To: <ours1@northwind.example>', 'References: <ours1@northwind.example> <more1@x.example>'])(
    'C2 leads an answer to that original to its record (%s)',
    (header) => {
      expect(asked(answer(header))).toEqual(['track', 'sibling', deal.id]);
    },
  );

  test('C2 leads the original itself there, when it is seen late', () => {
    expect(asked(write({ ...sent, headers: ours }), northwind)).toEqual(['track', 'child', deal.id]);
  });

  test('C2 leads a second report there', () => {
    expect(asked(report('report2'))).toEqual(['track', 'alike', deal.id]);
  });

  test('C2 #74 is only suggested where no outside person is on both: a mailing bounces and is answered', () => {
    expect(asked(answer('In-Reply-To: <ours1@northwind.example>'), northwind)[0]).toBe('suggest');
  });
});

test('C2 a report finds the answer to an original that nobody tracked, and says so in words', () => {
  const archive = new Archive(open);
  archive.track(answer('In-Reply-To: <ours1@northwind.example>'), deal);
  const { decision } = archive.ask(report('report1'));
  expect([decision.do, decision.regarding?.id]).toEqual(['track', deal.id]);
  expect(decision.why).toBe(
    'Returns as undeliverable an untracked mail that is named by the mail from anna@contoso.example of 3 May 2026. It reports that a mail could not be delivered.',
  );
});

test('C2 #92 the original stands before whatever else names it', () => {
  const archive = new Archive(open);
  archive.track(write({ ...sent, headers: ours }), deal);
  archive.track(answer('In-Reply-To: <ours1@northwind.example>'), record('Other deal'));
  expect(archive.ask(report('report1')).decision).toMatchObject({
    do: 'track',
    regarding: { id: deal.id },
    match: { evidence: [{ relation: 'returned' }] },
  });
});
