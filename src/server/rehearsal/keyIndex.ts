/** Key -> the mails that store it. */
import type { Key, KeyKind } from '../../correlation/mail';

const NEWEST_PER_KEY = 50;
/** Equal subjects are many, and each costs more to judge than an id: of a long thread the newest tell enough. */
const NEWEST_PER_TOPIC = 10;

/** Most keys are of one mail alone. */
type Sharers<Stored> = Stored | Stored[];

/** What an id is to the mails that store it. It is asked for as all three, and stands in one place: most of a lookup is waiting for memory. */
class Id<Stored> {
  id: Sharers<Stored> | undefined = undefined;
  alias: Sharers<Stored> | undefined = undefined;
  mention: Sharers<Stored> | undefined = undefined;
}

type Naming = 'id' | 'alias' | 'mention';
const isNaming = (kind: KeyKind): kind is Naming => kind === 'id' || kind === 'mention' || kind === 'alias';

export class KeyIndex<Stored> {
  private readonly ids = new Map<string, Id<Stored>>();
  private readonly others: Readonly<Record<Exclude<KeyKind, Naming>, Map<string, Sharers<Stored>>>> = {
    index: new Map(),
    conversation: new Map(),
    token: new Map(),
    topic: new Map(),
    mark: new Map(),
    meeting: new Map(),
  };

  /** Oldest first where there are several. */
  sharing({ kind, value }: Key): Sharers<Stored> | undefined {
    return isNaming(kind) ? this.ids.get(value)?.[kind] : this.others[kind].get(value);
  }

  /** `known`: who shares this key already. */
  add(key: Key, known: Sharers<Stored> | undefined, mail: Stored): void {
    if (known === undefined) this.set(key, mail);
    else if (!Array.isArray(known)) {
      if (known !== mail) this.set(key, [known, mail]);
    } else if (!known.includes(mail)) {
      known.push(mail);
      if (known.length > (key.kind === 'topic' ? NEWEST_PER_TOPIC : NEWEST_PER_KEY)) known.shift();
    }
  }

  private set({ kind, value }: Key, mails: Sharers<Stored>): void {
    if (!isNaming(kind)) this.others[kind].set(value, mails);
    else {
      const id = this.ids.get(value) ?? new Id<Stored>();
      id[kind] = mails;
      this.ids.set(value, id);
    }
  }
}
