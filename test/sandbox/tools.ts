/** A clock and a chance that always run the same way, and small mailboxes to try things on. */
import { JSDOM } from 'jsdom';
import { newDraft, type Start } from '../../src/sandbox/mailbox/drafts';
import { textToBytes } from '../../src/sandbox/mailbox/base64';
import { parseEml } from '../../src/sandbox/mailbox/parseEml';
import { placeMail } from '../../src/sandbox/mailbox/place';
import { addItem, mailboxOf } from '../../src/sandbox/mailbox/world';
import type { Chance, Folder, Mailbox, Message, Person, World } from '../../src/sandbox/mailbox/shapes';

/** The browser's parser; the tests themselves run in Node, because jsdom's arrays are not Node's. */
export function borrowParser(): void {
  Object.assign(globalThis, { DOMParser: new JSDOM('').window.DOMParser });
}

export const alice: Person = { address: 'alice@northwind.example', name: 'Alice Berg' };
export const bob: Person = { address: 'bob@northwind.example', name: 'Bob Lindqvist' };
export const anna: Person = { address: 'anna@contoso.example', name: 'Anna Kowalska' };

/** Every call gives other bytes, every run the same ones; time moves only by `wait`. */
export function makeChance(start = '2026-11-20T10:00:00Z'): Chance & { wait(milliseconds: number): void } {
  const state = { seed: 1, now: new Date(start).getTime() };
  return {
    now: () => new Date(state.now),
    wait: (milliseconds) => void (state.now += milliseconds),
    bytes(count) {
      return Uint8Array.from({ length: count }, () => {
        state.seed = (state.seed * 48271) % 2147483647;
        return state.seed & 0xff;
      });
    },
  };
}

const mailbox = (owner: Person, guid: string): Mailbox => ({
  owner,
  guid,
  items: [],
  masterCategories: [{ displayName: 'Red category', color: 'Preset0' }],
  roaming: {},
});

export const emptyWorld: World = {
  mailboxes: {
    [alice.address]: mailbox(alice, '11111111-1111-4111-8111-111111111111'),
    [bob.address]: mailbox(bob, '22222222-2222-4222-8222-222222222222'),
  },
  outside: [],
};

export function boxOf(world: World, person: Person): Mailbox {
  const found = mailboxOf(world, person.address);
  if (!found) throw new Error(`no mailbox ${person.address}`);
  return found;
}

export function mailsIn(world: World, person: Person, folder: Folder): Message[] {
  return boxOf(world, person).items.filter(
    (item): item is Message => item.kind === 'message' && item.folder === folder,
  );
}

/** The world with a draft in a person's mailbox, and the draft. */
export function withDraft(world: World, owner: Person, start: Start, chance: Chance): [World, Message] {
  const draft = newDraft(boxOf(world, owner), start, chance);
  return [addItem(world, owner.address, draft), draft];
}

export const eml = (lines: readonly string[]): Uint8Array => textToBytes(lines.join('\r\n'));

/** The world with a received message in somebody's Inbox. */
export async function withMail(
  world: World,
  owner: Person,
  lines: readonly string[],
  chance: Chance,
): Promise<[World, Message]> {
  const place = { folder: 'Inbox', isRead: false } as const;
  const message = placeMail(boxOf(world, owner), await parseEml(eml(lines)), place, chance);
  return [addItem(world, owner.address, message), message];
}

export const only = <T>(list: readonly T[]): T => {
  if (list.length !== 1) throw new Error(`expected one, there are ${list.length}`);
  return list[0] as T;
};

/** The value of one header, unfolded. */
export function headerOf(block: string, name: string): string | null {
  const unfolded = block.replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}:[ \t]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? null;
}
