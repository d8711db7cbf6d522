/** The sandbox itself: the real office.js runs in it, mail is really delivered, and nothing asks the outside world. */
import { strict as assert } from 'node:assert';
import type { Frame, Page } from 'playwright-core';
import { expectText } from '../tools/see';
import { stubPage, stubScript } from '../sandbox/stubPane';
import type { Walk, WalkTools } from './walk';

const messages = (page: Page) => page.getByTestId('messages').getByRole('option');

/** Fails the walk where a request leaves for elsewhere, a page throws, or the host finds a fault. */
async function open({ page, context, url }: WalkTools): Promise<() => Promise<void>> {
  const wrong: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && /^https?:/.test(request.url()))
      wrong.push(`asked for ${request.url()}`);
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(`${url}/sandbox.html`);
  await messages(page).first().waitFor();
  return async () => {
    if (await page.getByTestId('fault').count()) wrong.push(await page.getByTestId('fault').innerText());
    assert.deepEqual(wrong, []);
  };
}

/** Puts a page of our own in the place of the add-in's: it does nothing by itself and can be asked anything. */
async function standIn({ context }: WalkTools, script = ''): Promise<void> {
  const html = { contentType: 'text/html', body: stubPage };
  await context.route('**/taskpane.html*', (route) => route.fulfill(html));
  await context.route('**/launchevent.html*', (route) => route.fulfill(html));
  await context.route('**/stub.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: stubScript + script }),
  );
}

async function openPane(page: Page): Promise<Frame> {
  if ((await page.getByTestId('pane').count()) === 0)
    await page.getByRole('button', { name: 'Open Threadmark' }).click();
  const element = await page.waitForSelector('[data-testid=pane] iframe');
  const frame = await element.contentFrame();
  assert.ok(frame);
  await frame.waitForFunction(() => (window as unknown as { isReady?: boolean }).isReady === true);
  return frame;
}

async function become(page: Page, name: string): Promise<void> {
  await page.getByTestId('user').click();
  await page.getByRole('menuitemradio', { name: new RegExp(name) }).click();
}

const folder = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}`) }).click();

async function write(page: Page, mail: { to: string; subject: string; text: string }): Promise<void> {
  await page.getByRole('button', { name: 'New mail' }).click();
  await page.getByLabel('To', { exact: true }).fill(`${mail.to};`);
  await page.getByLabel('Subject').fill(mail.subject);
  await page.frameLocator('[data-testid=editor]').locator('body').fill(mail.text);
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByTestId('compose').waitFor({ state: 'detached' });
}

/** What the real library says about the item that the pane is bound to. */
const seen = (frame: Frame) =>
  frame.evaluate(async () => {
    const item = Office.context.mailbox.item as Office.MessageRead;
    const ask = (window as unknown as { ask: <T>(f: (done: (r: Office.AsyncResult<T>) => void) => void) => Promise<T> })
      .ask;
    return {
      subject: item.subject,
      messageId: item.internetMessageId,
      conversation: item.conversationId,
      headers: await ask<string>((done) => item.getAllInternetHeadersAsync(done)),
      text: await ask<string>((done) => item.body.getAsync('text' as Office.CoercionType, done)),
      user: Office.context.mailbox.userProfile.emailAddress,
    };
  });

const walks: Walk[] = [
  {
    title:
      'X1 the add-in’s own pane opens beside a message, by the button of the manifest, with nothing fetched from elsewhere',
    async run(tools) {
      const { page } = tools;
      const nothingWrong = await open(tools);
      await messages(page).nth(1).click();
      await page.getByRole('button', { name: 'Open Threadmark' }).click();
      const pane = page.frameLocator('[data-testid=pane] iframe');
      await pane.getByRole('button').first().waitFor();
      const box = await page.locator('[data-testid=pane] iframe').boundingBox();
      assert.ok(box && box.width <= 320 && box.width >= 316);
      await nothingWrong();
    },
  },
  {
    title: 'X1 the unpatched office.js reads and writes a draft by the host’s calls, events and error codes',
    async run(tools) {
      const { page } = tools;
      await standIn(tools);
      const nothingWrong = await open(tools);
      await write(page, { to: 'Bob Lindqvist', subject: 'Plan', text: 'Shall we?' });
      const pane = await openPane(page);
      const report = await pane.evaluate(async () => {
        const { ask, changes } = window as unknown as {
          ask: (f: (done: (r: Office.AsyncResult<unknown>) => void) => void) => Promise<unknown>;
          changes: unknown[];
        };
        const item = Office.context.mailbox.item as Office.MessageCompose;
        const unsaved = await ask((done) => item.getItemIdAsync(done));
        await ask((done) => item.internetHeaders.setAsync({ 'x-mark': 'a1' }, done));
        await ask((done) => item.subject.setAsync('Plan CRM:0001007', done));
        await ask((done) => item.cc.addAsync(['anna@contoso.example'], done));
        return {
          conversation: item.conversationId,
          unsaved,
          categories: await ask((done) => item.categories.getAsync(done)),
          got: await ask((done) => item.internetHeaders.getAsync(['X-Mark'], done)),
          saved: String(await ask((done) => item.saveAsync(done))).slice(0, 4),
          token: typeof (await Office.auth.getAccessToken()),
          sets: [
            Office.context.requirements.isSetSupported('Mailbox', '1.12'),
            Office.context.requirements.isSetSupported('Mailbox', '1.13'),
          ],
          changes,
        };
      });
      assert.deepEqual(report, {
        conversation: null,
        unsaved: 9046,
        categories: 5000,
        got: { 'X-Mark': 'a1' },
        saved: 'AAMk',
        token: 'string',
        sets: [true, false],
        changes: [{ to: false, cc: true, bcc: false }],
      });
      assert.equal(await page.getByLabel('Subject').inputValue(), 'Plan CRM:0001007');
      assert.equal(await page.getByLabel('Cc', { exact: true }).inputValue(), 'anna@contoso.example');
      await nothingWrong();
    },
  },
  {
    title: 'X1 what Alice sends lies in Bob’s Inbox with Exchange’s id, his reply in hers, and a reload keeps it',
    async run(tools) {
      const { page } = tools;
      await standIn(tools);
      const nothingWrong = await open(tools);
      await write(page, { to: 'bob@northwind.example', subject: 'Grüße 💧', text: 'Shall we meet?' });
      await send(page);
      await folder(page, 'Sent Items');
      await messages(page).first().click();
      const sent = await seen(await openPane(page));
      assert.equal(sent.headers, '');
      await become(page, 'Bob');
      await folder(page, 'Inbox');
      await messages(page).first().click();
      const received = await seen(await openPane(page));
      assert.equal(received.user, 'bob@northwind.example');
      assert.equal(received.subject, 'Grüße 💧');
      assert.match(received.messageId, /prod\.outlook\.example>$/);
      assert.ok(received.headers.includes(`Message-ID: ${received.messageId}`));
      assert.notEqual(received.conversation, sent.conversation);
      await page.getByRole('button', { name: 'Reply', exact: true }).click();
      await page.frameLocator('[data-testid=editor]').locator('body').pressSequentially('Yes. ');
      await send(page);
      await page.reload();
      await become(page, 'Alice');
      await folder(page, 'Inbox');
      await messages(page).filter({ hasText: 'RE: Grüße 💧' }).click();
      const reply = await seen(await openPane(page));
      assert.ok(reply.headers.includes(`In-Reply-To: ${received.messageId}`));
      assert.match(reply.text, /^Yes\.\s/);
      assert.equal(reply.conversation, sent.conversation);
      await nothingWrong();
    },
  },
  {
    title: 'X1 a pinned pane follows the message, an unpinned one closes, and an emptied selection is told as none',
    async run(tools) {
      const { page } = tools;
      await standIn(tools);
      const nothingWrong = await open(tools);
      await messages(page).nth(0).click();
      await openPane(page);
      await messages(page).nth(1).click();
      await page.getByTestId('pane').waitFor({ state: 'detached' });
      const pane = await openPane(page);
      await page.getByRole('button', { name: 'Pin the pane' }).click();
      await messages(page).nth(2).click();
      const subject = await page.getByRole('heading', { level: 1 }).innerText();
      await pane.waitForFunction((wanted) => Office.context.mailbox.item?.subject === (wanted as unknown), subject);
      await page.getByRole('button', { name: 'Delete' }).click();
      await pane.waitForFunction(() => !Office.context.mailbox.item);
      await page.getByRole('button', { name: 'Calendar' }).click();
      await page.getByTestId('pane').waitFor({ state: 'detached' });
      await nothingWrong();
    },
  },
  {
    title: 'X1 a fourth call at once fails in the add-in and is seen on the page',
    async run(tools) {
      const { page } = tools;
      await standIn(tools);
      await open(tools);
      await messages(page).nth(0).click();
      const pane = await openPane(page);
      const answers = await pane.evaluate(() => {
        const item = Office.context.mailbox.item as Office.MessageRead;
        const { ask } = window as unknown as {
          ask: (f: (done: (r: Office.AsyncResult<unknown>) => void) => void) => Promise<unknown>;
        };
        return Promise.all([1, 2, 3, 4].map(() => ask((done) => item.getAllInternetHeadersAsync(done))));
      });
      assert.deepEqual(
        answers.map((answer) => typeof answer),
        ['string', 'string', 'string', 'number'],
      );
      await expectText(page, /call number 4 at once/);
    },
  },
  {
    title: 'X1 a send handler that objects asks the sender, who may stay or send',
    async run(tools) {
      const { page } = tools;
      await standIn(
        tools,
        "Office.actions.associate('onMessageSend', (event) => event.completed({ allowEvent: false, errorMessage: 'Look again.' }));",
      );
      const nothingWrong = await open(tools);
      await write(page, { to: 'bob@northwind.example', subject: 'Risky', text: 'x' });
      const question = page.getByRole('alertdialog');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await question.getByText('Look again.').waitFor();
      await question.getByRole('button', { name: 'Don’t send' }).click();
      await question.waitFor({ state: 'detached' });
      assert.equal(await page.getByTestId('compose').count(), 1);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await question.getByRole('button', { name: 'Send anyway' }).click();
      await page.getByTestId('compose').waitFor({ state: 'detached' });
      await nothingWrong();
    },
  },
  {
    title: 'X1 a dialog in a frame talks with the page that opened it, both ways',
    async run(tools) {
      const { page } = tools;
      await standIn(tools);
      await open(tools);
      await messages(page).nth(0).click();
      const pane = await openPane(page);
      await pane.evaluate(() => (window as unknown as { openDialog: () => void }).openDialog());
      const dialog = await (await page.waitForSelector('dialog iframe')).contentFrame();
      assert.ok(dialog);
      await pane.waitForFunction(() => (window as unknown as { heard: unknown[] }).heard.includes('from the dialog'));
      await pane.evaluate(() => (window as unknown as { dialog: Office.Dialog }).dialog.messageChild('from the pane'));
      await dialog.waitForFunction(() => document.title === 'from the pane');
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await pane.waitForFunction(() => (window as unknown as { heard: unknown[] }).heard.includes(12006));
    },
  },
  {
    title: 'X1 mail to an outsider can be seen as it went out and answered in the outsider’s name',
    async run(tools) {
      const { page } = tools;
      await standIn(tools);
      const nothingWrong = await open(tools);
      await write(page, { to: 'anna@contoso.example', subject: 'Offer', text: 'Here it is.' });
      await send(page);
      await page.getByRole('button', { name: 'Outside' }).click();
      await page.getByRole('option').first().click();
      const id = /^Message-ID: (.*)$/m.exec(await page.getByTestId('source').innerText())?.[1];
      await page.getByLabel('Text').fill('Agreed.');
      await page.getByRole('button', { name: 'Send this answer' }).click();
      await expectText(page, /is in the Inbox/);
      await page.getByRole('button', { name: 'Mail', exact: true }).click();
      await folder(page, 'Inbox');
      await messages(page).filter({ hasText: 'Re: Offer' }).click();
      const answer = await seen(await openPane(page));
      assert.ok(id && answer.headers.includes(`In-Reply-To: ${id}`));
      await nothingWrong();
    },
  },
  {
    title: 'X1 any .eml lands in the open folder and opens; a hostile one runs nothing and fetches nothing',
    async run(tools) {
      const { page } = tools;
      const nothingWrong = await open(tools);
      const html =
        '<script>top.hit=1</script><img src="https://evil.example/a.gif" onerror="top.hit=1"><meta http-equiv=refresh content="0;url=https://evil.example"><p>Harmless words</p><form action="https://evil.example"><button>Press</button></form>';
      const source = `From: "<b>x</b>" <x@evil.example>\r\nSubject: <img src=x onerror=top.hit=1>\r\nContent-Type: text/html\r\n\r\n${html}`;
      await page
        .getByTestId('eml')
        .setInputFiles({ name: 'x.eml', mimeType: 'message/rfc822', buffer: Buffer.from(source) });
      await page.getByRole('heading', { name: '<img src=x onerror=top.hit=1>' }).waitFor();
      await expectText(page.frameLocator('[data-testid=body]'), 'Harmless words');
      await page.getByRole('button', { name: 'Reply', exact: true }).click();
      await expectText(page.frameLocator('[data-testid=editor]'), 'Harmless words');
      assert.equal(await page.evaluate(() => 'hit' in window), false);
      await nothingWrong();
    },
  },
  {
    title: 'X1 folders, messages and the answer are reached by the keyboard alone',
    async run(tools) {
      const { page } = tools;
      await standIn(tools);
      const nothingWrong = await open(tools);
      await page.getByRole('treeitem', { name: /^Inbox/ }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await messages(page).first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      assert.equal(await messages(page).nth(1).getAttribute('aria-selected'), 'true');
      await page.getByRole('button', { name: 'Reply', exact: true }).press('Enter');
      await page.getByTestId('compose').waitFor();
      await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'editor');
      await page.keyboard.type('By hand. ');
      await page.keyboard.press('Control+Enter');
      await page.getByTestId('compose').waitFor({ state: 'detached' });
      await folder(page, 'Sent Items');
      await expectText(page, /^By hand\./);
      await nothingWrong();
    },
  },
];

export default walks;
