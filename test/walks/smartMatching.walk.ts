/** Smart matching as an administrator turns it on and a user meets it, by our rule and by that of Dynamics. */
import type { FrameLocator, Page } from 'playwright-core';
import { expectText } from '../tools/see';
import { signedApi } from '../tools/signedApi';
import type { Walk } from './walk';

const alice = 'alice@northwind.example';

/** Without any header that tells a thread. */
const letter = (subject: string) =>
  [
    'From: Ewa Nowak <ewa.nowak@contoso.example>',
    'To: alice@northwind.example',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(/\W+/g, '.')}.${process.pid}@contoso.example>`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0100',
    'Content-Type: text/plain',
    '',
    'The shelves.',
  ].join('\r\n');

/** Puts a letter into the open folder, opens it, and gives the pane beside it. */
async function bring(page: Page, subject: string): Promise<FrameLocator> {
  const buffer = Buffer.from(letter(subject));
  await page.getByTestId('eml').setInputFiles({ name: 'letter.eml', mimeType: 'message/rfc822', buffer });
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  if ((await page.getByTestId('pane').count()) === 0)
    await page.getByRole('button', { name: 'Open Threadmark' }).click();
  return page.frameLocator('[data-testid=pane] iframe');
}

async function save(page: Page, reason: string): Promise<void> {
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
}

const walks: Walk[] = [
  {
    title: 'C5 an administrator sets Dynamics’ rule and its knobs, and the pane goes by them; then by our own',
    run: async ({ page, url, context }) => {
      const api = await signedApi(context, url, alice);
      const { settings: before } = await api.call('settings');
      await page.goto(`${url}/`);
      const first = await bring(page, 'Beech shelves Gothenburg');
      await first.getByRole('button', { name: /^Track without record/ }).click();
      await expectText(first, 'Tracked without record');

      await page.goto(`${url}/admin.html#settings`);
      await page.getByRole('button', { name: /Alice/ }).click();
      await page.getByLabel('Smart matching', { exact: true }).selectOption('automatic');
      await page.getByText('Smart matching, advanced').click();
      await page.getByLabel('Rule of smart matching').selectOption('dynamics');
      await page.getByLabel('Left out of the subject').fill('(?=look)ahead');
      await save(page, 'To compare');
      await expectText(page, /HashFilterKeywords \(left out of the subject\) cannot be used: .* syntax of RE2/);
      await page.getByLabel('Left out of the subject').fill('urgent');
      await save(page, 'To compare');
      await expectText(page, /Saved as version/);

      await page.goto(`${url}/`);
      const swapped = await bring(page, 'RE: Urgent Gothenburg beech shelves');
      await expectText(swapped, /Same subject as the mail from ewa\.nowak@contoso\.example/);

      const { version, settings } = await api.call('settings');
      await api.call('saveSettings', { version, reason: 'Ours', settings: { ...settings, smartRule: 'threadmark' } });
      await page.goto(`${url}/`);
      await expectText(await bring(page, 'RE: Gothenburg shelves beech'), /No tracked mail is related/);
      const answer = await bring(page, 'RE: Beech shelves Gothenburg');
      await expectText(answer, /Same subject as the mail from .* and ewa\.nowak@contoso\.example is on both mails/);
      await api.call('saveSettings', { version: version + 1, reason: 'As before', settings: before });
    },
  },
  {
    title:
      'C5 marks of gateways and numbers of a subject are told apart, and a general one in Japanese is never linked',
    run: async ({ page, url, context }) => {
      const api = await signedApi(context, url, alice);
      const { version, settings } = await api.call('settings');
      const wanted = { ...settings, smartMatching: 'automatic', smartRule: 'threadmark' } as const;
      await api.call('saveSettings', { version, reason: 'To try', settings: wanted });
      await page.goto(`${url}/`);
      for (const subject of ['Birch shelves – Malmö', 'Bestellung Nr.: 20261120', 'お見積りの件']) {
        await (await bring(page, subject)).getByRole('button', { name: /^Track without record/ }).click();
        await expectText(page.frameLocator('[data-testid=pane] iframe'), 'Tracked without record');
      }
      const answers: readonly [string, RegExp][] = [
        ['Re: {Spam?} Birch shelves – Malmö [SEC=OFFICIAL]', /Same subject as .*“birch shelves malmö”.* on both mails/],
        ['AW: Bestellung Nr.: 20261120', /Same subject as .*“bestellung nr 20261120”.* on both mails/],
        ['AW: Bestellung Nr.: 20261121', /No tracked mail is related to this one/],
        ['Re: お見積りの件', /No tracked mail is related to this one/],
      ];
      for (const [subject, why] of answers) {
        const pane = await bring(page, subject);
        await expectText(pane, why);
      }
      await api.call('saveSettings', { version: version + 1, reason: 'As before', settings });
    },
  },
];
export default walks;
