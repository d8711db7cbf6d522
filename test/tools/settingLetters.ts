/** Letters and drafts beside which a setting shows: each is looked at once, and is new to the server each time. */
import { strict as assert } from 'node:assert';
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { hostDoes, type HostDraft, type HostMail } from './host/independentHost';
import { draftTo, letterFrom } from './host/writing';
import { expectText } from './see';

const assets = path.resolve(__dirname, '../../assets/sandbox/mails');

/** By which later mail names one that the sandbox has tracked. */
function idOf(file: string): string {
  const id = /^Message-ID:\s+(<[^>]+>)/im.exec(fs.readFileSync(path.join(assets, file), 'utf8'))?.[1];
  assert.ok(id, `${file} has no Message-ID`);
  return id;
}

const pumps = idOf('01-delivery-dates.eml');
const answering = (id: string, more: Readonly<Record<string, string>>) =>
  letterFrom('anna', { 'In-Reply-To': id, References: id, ...more });

const bob = 'Bob Lindqvist <bob@northwind.example>';

/** What Alice tracked is answered in every way that a setting speaks of. */
export const letters = {
  answer: () => answering(pumps, { Subject: 'RE: Delivery dates for the pump station' }),
  forward: () =>
    answering(pumps, { Subject: 'FW: Delivery dates for the pump station', To: 'zoe@litware.example', Cc: bob }),
  sideTalk: () => answering(pumps, { Subject: 'RE: Delivery dates for the pump station', From: bob }),
  byToken: () => letterFrom('anna', { Subject: 'Revised offer for the pump station CRM:0001007' }),
  ofClosed: () => answering(idOf('16-frame-contract.eml'), { Subject: 'RE: Frame contract 2025: final list of parts' }),
  /** Answers the mail about Line 4 under the token of the pumps. */
  torn: () => answering(idOf('07-line-4-inspection.eml'), { Subject: 'RE: Parts for both CRM:0001007' }),
  stranger: (name: string) =>
    letterFrom('stranger', {
      From: `${name} <${name.toLowerCase().replace(' ', '.')}@elsewhere.example>`,
      Subject: name,
    }),
} as const;

export const drafts = {
  toAnna: (subject = 'Pumps for hall 8') => draftTo('anna', subject),
  toStranger: () => draftTo('stranger', 'Pumps for hall 9'),
} as const;

/** Beside this item the pane says all of it. */
export async function paneSays(
  page: Page,
  pane: FrameLocator,
  item: HostMail | HostDraft | Promise<HostMail>,
  ...said: readonly (string | RegExp)[]
): Promise<void> {
  await hostDoes(page, 'openBeside', await item);
  for (const text of said) await expectText(pane, text);
}
