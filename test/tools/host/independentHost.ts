/** Opens the pane in the independent host page (`page.js`) on any raw message. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import PostalMime, { type Address } from 'postal-mime';

export interface HostPerson {
  readonly name: string;
  readonly address: string;
}

export interface HostMail {
  readonly itemId: string;
  readonly subject: string;
  readonly from: HostPerson | null;
  readonly to: readonly HostPerson[];
  readonly cc: readonly HostPerson[];
  readonly internetMessageId: string;
  readonly conversationId: string;
  readonly date: string;
  readonly headers: string;
  readonly html: string;
  readonly text: string;
}

/** A message that is being written. */
export interface HostDraft {
  readonly draft: true;
  readonly subject: string;
  readonly from: HostPerson;
  readonly to: readonly HostPerson[];
  readonly cc: readonly HostPerson[];
  readonly html: string;
  /** null as of a mail that answers nothing. */
  readonly conversationId: string | null;
  /** Headers that an add-in has put on it. */
  readonly headersSet: Readonly<Record<string, string>>;
  /** Custom properties, as JSON. */
  readonly properties?: string;
}

/** `outcome` is null where the page of the events did not start. */
export interface HostSent {
  readonly outcome: { readonly status: number; readonly event: { readonly completedContext?: unknown } } | null;
  readonly sent: Omit<HostDraft, 'draft'> & HostMail;
}

export interface HostSettings {
  readonly user: HostPerson;
  readonly token: string | null;
  readonly mail: HostMail | HostDraft | null;
  /** Requirement sets as the client claims them, such as { Mailbox: '1.8', IdentityAPI: '1.3' }. */
  readonly requirements: Readonly<Record<string, string>>;
  readonly headers?: 'good' | 'none' | 'fail' | 'never';
  readonly masterRefused?: boolean;
  readonly nullItem?: boolean;
  /** Milliseconds that every item call takes. */
  readonly latency?: number;
}

const script = ['calls.js', 'draft.js', 'page.js']
  .map((name) => fs.readFileSync(path.join(__dirname, name), 'utf8'))
  .join('\n');

/** What Outlook would show of this raw message. */
export async function toHostMail(raw: string, itemId: string): Promise<HostMail> {
  const email = await PostalMime.parse(raw);
  const people = (list: readonly Address[] = []) => list.map((p) => ({ name: p.name, address: p.address ?? '' }));
  return {
    itemId,
    subject: email.subject ?? '',
    from: people(email.from ? [email.from] : [])[0] ?? null,
    to: people(email.to),
    cc: people(email.cc),
    internetMessageId: email.messageId ?? '',
    conversationId: '',
    date: email.date ?? '2026-11-20T08:00:00.000Z',
    headers: raw.slice(0, /\r?\n\r?\n/.exec(raw)?.index ?? raw.length),
    html: email.html ?? '',
    text: email.text ?? '',
  };
}

export async function devToken(page: Page, url: string, user: string): Promise<string> {
  const reply = await page.request.post(`${url}/dev/token`, { data: { user } });
  return ((await reply.json()) as { access_token: string }).access_token;
}

/** The host page is answered by the browser's router under the server's own origin: no second server, no certificate. */
export async function openHost(page: Page, url: string, settings: HostSettings): Promise<void> {
  const address = `${url}/independent-host.html`;
  const html = `<!doctype html><title>Independent host</title><body><script>window.hostSettings=${JSON.stringify(settings).replaceAll('<', '\\u003c')};${script}</script>`;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(address);
}

/** The pane's own document. */
export const paneOf = (page: Page) => page.frameLocator('iframe[title="/taskpane.html"]');

interface HostControl {
  select(mail: HostMail | null): boolean;
  openBeside(item: HostMail | HostDraft): void;
  address(field: 'to' | 'cc', people: readonly HostPerson[]): boolean;
  send(sentAt: string): Promise<HostSent>;
  runEvent(name: string, limit: number): Promise<HostSent['outcome']>;
  setToken(token: string): void;
  mail(): HostDraft;
}

/** Has the host do one of its acts. */
export const hostDoes = <A extends keyof HostControl>(
  page: Page,
  act: A,
  ...words: Parameters<HostControl[A]>
): Promise<Awaited<ReturnType<HostControl[A]>>> =>
  page.evaluate(
    ([name, given]) =>
      (window as never as { host: Record<string, (...all: unknown[]) => never> }).host[name]!(...given),
    [act, words] as const,
  );

/** The host page itself is no longer looked for: what comes now goes to the server, or to the pane's own keeping. */
export const closeRoute = (page: Page, url: string) => page.unroute(`${url}/independent-host.html`);
