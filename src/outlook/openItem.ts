/** Which item lies open beside the pane, and in which of its forms. */

export type ReadItem = Office.MessageRead | Office.AppointmentRead;
export type ComposeItem = Office.MessageCompose | Office.AppointmentCompose;

export type OpenItem =
  /** Nothing, or several items, are selected. */
  | { readonly is: 'none' }
  | { readonly is: 'read'; readonly kind: 'message' | 'appointment'; readonly item: ReadItem }
  | { readonly is: 'draft'; readonly kind: 'message' | 'appointment'; readonly item: ComposeItem };

/** Only in a compose form is the subject something to be asked for. */
const isDraft = (item: ReadItem | ComposeItem): item is ComposeItem =>
  typeof (item.subject as { getAsync?: unknown } | undefined)?.getAsync === 'function';

export function openItem(): OpenItem {
  const item = Office.context.mailbox.item as (ReadItem & ComposeItem) | null | undefined;
  if (!item) return { is: 'none' };
  const kind = (item.itemType as string) === 'appointment' ? 'appointment' : 'message';
  return isDraft(item) ? { is: 'draft', kind, item } : { is: 'read', kind, item };
}

/** The id under which Exchange knows the open item; null where it has none (yet). */
export function itemId(open: OpenItem): string | null {
  const id = open.is === 'read' ? (open.item.itemId as string | undefined) : undefined;
  return id ? id : null;
}

/** What a person knows an item by. */
export interface ItemName {
  readonly subject: string;
  readonly sender: string;
}

/** null for what has no name yet: nothing, or a draft. */
export function nameOf(open: OpenItem): ItemName | null {
  if (open.is !== 'read') return null;
  const { subject, from, sender, organizer } = open.item as Partial<Office.MessageRead & Office.AppointmentRead>;
  const person = from ?? sender ?? organizer;
  /** Of people of one's own organisation Exchange may tell a distinguished name, which is no address. */
  const address = person?.emailAddress?.includes('@') ? person.emailAddress : '';
  return {
    subject: (typeof subject === 'string' && subject.trim()) || 'No subject',
    sender: person?.displayName || address,
  };
}

/** Two looks at the same item; two drafts without id are told apart by their objects. */
export function sameItem(one: OpenItem, other: OpenItem): boolean {
  const [a, b] = [itemId(one), itemId(other)];
  if (a !== null || b !== null) return a === b;
  if (one.is === 'none' || other.is === 'none') return one.is === other.is;
  return one.item === other.item;
}
