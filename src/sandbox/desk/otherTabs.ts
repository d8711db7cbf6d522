/** Two tabs show the same mailboxes: what one wrote, the other reads, and keeps only the drafts it has not saved. */
import { isListed } from '../mailbox/world';
import type { Kept } from '../mailbox/keep';
import type { Mailbox, World } from '../mailbox/shapes';
import type { Store } from '../mailbox/store';

const CHANNEL = 'threadmark-sandbox';

export interface OtherTabs {
  tell(): void;
}

export function watchOtherTabs(world: Store<World>, kept: Kept): OtherTabs {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = async () => {
    const theirs = await kept.read();
    if (!theirs) return;
    const joined = withOwnDrafts(theirs, world.get());
    // Else two tabs would go on telling each other for ever.
    kept.accept(joined);
    world.update(() => joined);
  };
  return { tell: () => channel.postMessage('changed') };
}

export function withOwnDrafts(theirs: World, ours: World): World {
  const joined = Object.entries(theirs.mailboxes).map(([address, mailbox]): [string, Mailbox] => {
    const drafts = ours.mailboxes[address]?.items.filter((item) => !isListed(item)) ?? [];
    return [address, drafts.length ? { ...mailbox, items: [...mailbox.items, ...drafts] } : mailbox];
  });
  return { ...theirs, mailboxes: Object.fromEntries(joined) };
}
