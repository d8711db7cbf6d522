/** What people of the fault rounds do with a mail, as letters and in words. */
import type { Creation, Errand } from '../../../src/client/letters';
import type { Body } from '../../../src/contract/endpoints';

type Chosen = NonNullable<Extract<Errand, { do: 'regard' }>['regarding']>;

export function bodyOf(about: string, { type, id }: Chosen): Body<'track'> {
  const mail = { subject: 'Offer', from: null, to: [], cc: [], bcc: [], html: null, text: null, attachments: [] };
  const keys = { messageId: 'offer@contoso.example', mark: about.slice('mark:'.length) } as Body<'track'>['keys'];
  const because = { method: 'hand', matched: null, reason: 'Chosen by hand.' } as const;
  return { requestId: '', keys, mail, regarding: { type, id }, because };
}

export function sentOf(about: string, regarding: Chosen, sentAt: string): Errand {
  const from = { address: 'alice@northwind.example', name: 'Alice Berg' };
  const who = { from, to: [{ address: 'anna@contoso.example', name: '' }], cc: [], bcc: [] };
  const stamp = { mark: about.slice('mark:'.length), by: 'hand', track: true, regarding, token: null } as const;
  const mail = {
    kind: 'message',
    subject: 'Offer',
    html: null,
    conversationId: null,
    sentAt,
  } as const;
  return { do: 'trackSent', stamp, mail: { ...mail, ...who } };
}

export const named = (errand: Errand, requestId: string): Errand =>
  errand.do === 'track' ? { ...errand, body: { ...errand.body, requestId } } : errand;

export const creationOf = (errand: Errand): Creation | undefined => ('create' in errand ? errand.create : undefined);

export function whatOf(errand: Errand): string {
  const made = creationOf(errand)?.email;
  if (errand.do === 'regard') return `regard ${made ?? errand.regarding?.id}`;
  if (errand.do === 'track') return `track ${made ?? errand.body.regarding?.id}`;
  if (errand.do === 'trackSent') return `trackSent ${errand.stamp.regarding?.id}`;
  return 'mark' in errand ? 'leave' : errand.do;
}

/** What has to have happened: there may be nothing (any more) that could be left alone. */
export function wantedOf(clicked: readonly string[]): string[] {
  const state = { tracked: false };
  return clicked.filter((what) => {
    const counts = what !== 'leave' || state.tracked;
    if (!what.startsWith('regard')) state.tracked = what !== 'untrack' && what !== 'leave';
    return counts;
  });
}
