/** Where a mail is asked about and tracked, with one meaning: the engine over the store of a replay, and over the database. */
import { randomUUID } from 'node:crypto';
import { correlate } from '../../src/correlation/correlate';
import { decide } from '../../src/correlation/decide';
import { explainMatch } from '../../src/correlation/explain';
import { extractKeys } from '../../src/correlation/keys';
import type { Mail, RecordRef } from '../../src/correlation/mail';
import type { Correlation, Decision } from '../../src/correlation/match';
import { defaultPolicy, type Policy } from '../../src/correlation/policy';
import type { Judging } from '../../src/correlation/strategies/strategy';
import type { LookupReply } from '../../src/contract/tracking';
import { MemoryStore } from '../../src/server/rehearsal/memoryStore';
import { replayMail, type Line } from '../../src/server/replay/replayMail';
import type { Implementation } from '../tools/database';
import { body, furnish, trackOf, type House, type WireKeys } from './samples';

/** Nobody is known as ours, so that no rule about colleagues speaks. */
export const open: Policy = { ...defaultPolicy, users: [], ownDomains: [] };

export interface Verdict {
  readonly do: 'track' | 'suggest' | 'hold' | 'skip';
  readonly method: string | null;
  /** Message-ID of the mail that decided, without brackets. */
  readonly matched: string | null;
  readonly why: string;
}

export interface Desk {
  ask(mail: Mail): Promise<Verdict>;
  /** Follows the verdict. */
  track(mail: Mail): Promise<void>;
  /** Of a tracked mail. */
  threadOf(mail: Mail): Promise<string>;
}

export interface Office {
  readonly name: string;
  /** As many as its pace allows. */
  readonly seeds: readonly number[];
  /** An empty one, or one whose mails have nothing to do with others. */
  desk(): Promise<Desk>;
  end(): Promise<void>;
}

export function replayOffice(): Office {
  const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
  return {
    name: 'the store of a replay',
    seeds,
    desk: async () => replayDesk(),
    end: async () => undefined,
  };
}

function replayDesk(): Desk {
  const store = new MemoryStore();
  const tracked = { n: 0 };
  const offer = (mail: Mail, track: boolean): Line =>
    replayMail(store, open, { n: track ? ++tracked.n : 0, mail, track });
  return {
    ask: async (mail) => {
      const { decision, method, parent, reasons } = offer(mail, false);
      const word = decision === 'new' ? 'skip' : decision;
      return { do: word, method, matched: parent?.slice(1, -1) ?? null, why: reasons[0] ?? '' };
    },
    track: async (mail) => void offer(mail, true),
    threadOf: async (mail) => offer(mail, false).thread,
  };
}

export function databaseOffice(implementation: Implementation): Office {
  const opened: { house: Promise<House> | null } = { house: null };
  const house = () => (opened.house ??= implementation.fresh().then(furnish));
  return {
    name: implementation.name,
    seeds: [1, 2],
    desk: async () => new DatabaseDesk(await house()),
    end: async () => {
      await (await opened.house)?.db.drop();
      await implementation.end();
    },
  };
}

export interface Seen {
  readonly keys: WireKeys;
  readonly reply: LookupReply;
  readonly correlation: Correlation;
  readonly decision: Decision;
}

/** As the pane does it: keys, one question, verdict; what is stored inherits the record of the verdict unless another is given. */
export class DatabaseDesk implements Desk {
  constructor(
    readonly house: House,
    private readonly policy: Judging = open,
  ) {}

  async see(mail: Mail): Promise<Seen> {
    const keys = JSON.parse(JSON.stringify(extractKeys(mail))) as WireKeys;
    const reply = await this.house.acts.lookup(this.house.alice, body({ keys, settingsVersion: 0 }));
    const correlation = correlate(keys, reply.candidates, this.policy);
    return { keys, reply, correlation, decision: decide(correlation, keys, this.policy) };
  }

  async ask(mail: Mail): Promise<Verdict> {
    const { decision } = await this.see(mail);
    const { match, why } = decision;
    return { do: decision.do, why, method: match?.strategy ?? null, matched: match?.candidate.messageId ?? null };
  }

  async track(mail: Mail, record?: RecordRef | null): Promise<void> {
    const { keys, decision } = await this.see(mail);
    const match = decision.do === 'track' ? decision.match : null;
    const because = match && {
      method: match.strategy,
      matched: match.candidate.activityId,
      reason: explainMatch(match, null),
    };
    const regarding = record === undefined && match ? decision.regarding : (record ?? null);
    const { subject, from, to, cc, bcc } = mail;
    const head = { subject, from, to: [...to], cc: [...cc], bcc: [...bcc] };
    const letter = trackOf({ keys, regarding, mail: head, ...(because && { because }) });
    await this.house.acts.track(this.house.alice, body(letter));
  }

  async untrack(mail: Mail): Promise<void> {
    const { reply } = await this.see(mail);
    if (reply.own === null) throw new Error('The mail is not tracked.');
    const { activityId, version } = reply.own;
    await this.house.acts.untrack(this.house.alice, body({ requestId: randomUUID(), activityId, version }));
  }

  /** Read off the candidate, as an answer to the mail would find it. */
  async threadOf(mail: Mail): Promise<string> {
    const { messageId } = extractKeys(mail);
    const answer = { ...mail, messageId: null, headers: `In-Reply-To: <${messageId}>` };
    const { reply } = await this.see(answer);
    const found = reply.candidates.find((candidate) => candidate.messageId === messageId);
    if (!found) throw new Error('The mail is not tracked.');
    return found.threadId;
  }
}
