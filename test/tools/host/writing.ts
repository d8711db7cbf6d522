/** Drafts and letters for the independent host, and the pane beside them. */
import { randomUUID } from 'node:crypto';
import type { FrameLocator, Page } from 'playwright-core';
import {
  closeRoute,
  devToken,
  openHost,
  paneOf,
  toHostMail,
  type HostDraft,
  type HostMail,
  type HostSettings,
} from './independentHost';

const alice = { name: 'Alice Berg', address: 'alice@northwind.example' };

export const outsiders = {
  anna: { name: 'Anna Kowalska', address: 'anna@contoso.example' },
  stranger: { name: 'Somebody Else', address: 'somebody@elsewhere.example' },
};
type Outsider = keyof typeof outsiders;

/** What Alice writes to one of them. */
export const draftTo = (to: Outsider, subject: string, more: Partial<HostDraft> = {}): HostDraft => ({
  draft: true,
  subject,
  from: alice,
  to: [outsiders[to]],
  cc: [],
  html: '<p>Here is the offer.</p>',
  conversationId: null,
  headersSet: {},
  ...more,
});

/** What one of them writes to Alice; it answers nothing unless a header says so. */
export function letterFrom(from: Outsider, fields: Readonly<Record<string, string>>): Promise<HostMail> {
  const { name, address } = outsiders[from];
  const lines = Object.entries({
    From: `${name} <${address}>`,
    To: 'Alice Berg <alice@northwind.example>',
    Date: 'Sun, 22 Nov 2026 09:15:00 +0100',
    'Message-ID': `<walk-${randomUUID()}@${address.split('@')[1]}>`,
    'Content-Type': 'text/html; charset=utf-8',
    ...fields,
  });
  const raw = `${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n<p>Thank you.</p>\r\n`;
  return toHostMail(raw, randomUUID());
}

/** The host of an Outlook that knows the events of sending. */
export async function openWriting(
  { page, url }: { readonly page: Page; readonly url: string },
  mail: HostMail | HostDraft,
  more: Partial<HostSettings> = {},
): Promise<FrameLocator> {
  const token = await devToken(page, url, alice.address);
  const requirements = { Mailbox: '1.12', IdentityAPI: '1.3' };
  await openHost(page, url, { user: alice, token, mail, requirements, ...more });
  await closeRoute(page, url);
  return paneOf(page);
}

export interface FoundStamp {
  readonly mark: string;
  readonly token: string | null;
  readonly regarding: { readonly name: string } | null;
}

/** The stamp in the custom property, as it lies there. */
export function stampOn({ properties }: { readonly properties?: string }): FoundStamp | null {
  const { threadmark = 'null' } = JSON.parse(properties ?? '{}') as { threadmark?: string };
  return JSON.parse(threadmark) as FoundStamp | null;
}
