/**
 * The server as the contract describes it, without a database: a request id is one request; versions; one activity a mail;
 * leases that are never given twice. It writes down every act that really happened, so that a doubled one shows.
 */
import { problem } from '../../../src/contract/problems';
import type { Body, EndpointName } from '../../../src/contract/endpoints';
import type { Lease } from '../../../src/contract/sending';
import type { Tracking } from '../../../src/contract/tracking';
import { aboutOf, type Seen } from '../../../src/client/letters';
import { formatToken } from '../../../src/correlation/formatToken';
import type { Chance } from './chance';
import type { Done, FaultServer } from './line';

interface Activity {
  readonly about: string;
  readonly activityId: string;
  version: number;
  state: Tracking['state'];
  record: string | null;
}

const LAYOUT = { prefix: 'CRM:', userDigits: 3, counterDigits: 9 };
const LEASE_SIZE = 4;
const LEASE_LIFE = 30 * 86_400_000;

export class ModelServer implements FaultServer {
  readonly refusing = new Set<string>();
  readonly made: string[] = [];
  private readonly done: Done[] = [];
  /** Records that were made, by their ids. */
  private readonly records = new Map<string, string>();
  private readonly minted = new Map<string, string>();
  private readonly replies = new Map<string, { readonly payload: string; readonly reply: unknown }>();
  private readonly activities = new Map<string, Activity>();
  private readonly counters = new Map<string, { next: number; readonly returned: number[] }>();

  constructor(
    private readonly chance: Chance,
    private readonly now: () => number,
  ) {}

  answer(user: string, name: EndpointName, body: unknown): unknown {
    if (name === 'me') return {};
    const { requestId } = body as { requestId: string };
    const payload = JSON.stringify([user, name, body]);
    const before = this.replies.get(requestId);
    if (before && before.payload !== payload) throw problem('requestReused');
    if (before) return before.reply;
    if (this.refusing.has(requestId)) throw problem('unknownRecord');
    const reply = this.act(user, name, body);
    this.replies.set(requestId, { payload, reply });
    return reply;
  }

  happened = (): readonly Done[] => this.done;

  seen(user: string, about: string): Seen | null {
    const found = this.activities.get(`${user} ${about}`);
    return found ? { activityId: found.activityId, version: found.version } : null;
  }

  private act(user: string, name: EndpointName, body: unknown): unknown {
    switch (name) {
      case 'track':
      case 'trackSent':
        return this.track(user, name, body as Body<'track'>);
      case 'untrack':
      case 'restore':
        return this.change(user, name, body as Body<'untrack'>, name === 'untrack' ? 'untracked' : 'tracked');
      case 'leaveSent':
        return this.leave(user, body as Body<'leaveSent'>);
      case 'createRecord':
        return { record: this.make(body as Body<'createRecord'>) };
      case 'regard':
        return this.regard(user, body as Body<'regard'>);
      case 'mintToken':
        return { token: this.mint(user, body as Body<'mintToken'>), why: null };
      case 'lease':
        return { lease: this.lease(user, body as Body<'lease'>), why: null };
      default:
        throw new Error(`The model has no ${name}.`);
    }
  }

  private track(user: string, name: string, { keys, regarding }: Body<'track'>): unknown {
    const about = aboutOf(keys);
    const key = `${user} ${about}`;
    const activity = this.activities.get(key) ?? this.newActivity(key, about);
    activity.state = 'tracked';
    activity.record = regarding?.id ?? activity.record;
    return this.told(user, activity, `${name} ${this.nameOf(regarding?.id)}`);
  }

  private newActivity(key: string, about: string): Activity {
    const made: Activity = { about, activityId: this.chance.uuid(), version: 0, state: 'tracked', record: null };
    this.activities.set(key, made);
    return made;
  }

  private change(user: string, name: string, body: Body<'untrack'>, to: Tracking['state']): unknown {
    const activity = this.mustSee(body);
    if (activity.state === to) throw problem(to === 'untracked' ? 'unknownTracking' : 'notAllowed');
    activity.state = to;
    return this.told(user, activity, name);
  }

  private regard(user: string, body: Body<'regard'>): unknown {
    const activity = this.mustSee(body);
    if (activity.state === 'untracked') throw problem('unknownTracking');
    activity.record = body.regarding?.id ?? null;
    return this.told(user, activity, `regard ${this.nameOf(activity.record)}`);
  }

  private leave(user: string, { mark }: Body<'leaveSent'>): unknown {
    const activity = this.activities.get(`${user} ${aboutOf({ messageId: '', mark })}`);
    if (activity?.state !== 'tracked') return { tracking: null, why: null };
    activity.state = 'untracked';
    return this.told(user, activity, 'leave');
  }

  private make({ type, email }: Body<'createRecord'>): { type: string; id: string } {
    const id = this.chance.uuid();
    this.records.set(id, email);
    this.made.push(email);
    return { type, id };
  }

  private readonly nameOf = (id: string | null | undefined) => this.records.get(id ?? '') ?? id;

  private mustSee({ activityId, version }: Body<'untrack'>): Activity {
    const found = [...this.activities.values()].find((each) => each.activityId === activityId);
    if (!found) throw problem('unknownTracking');
    if (found.version !== version) throw problem('changedMeanwhile');
    return found;
  }

  private told(user: string, activity: Activity, what: string): unknown {
    const { about, activityId, state } = activity;
    activity.version++;
    this.done.push({ user, about, what });
    return { tracking: { activityId, version: activity.version, state } as Tracking, why: null };
  }

  private mint(user: string, { mark }: Body<'mintToken'>): string {
    const counter = this.minted.size;
    const token = this.minted.get(mark) ?? formatToken({ layout: LAYOUT, offline: false, user: user.length, counter });
    this.minted.set(mark, token);
    return token;
  }

  private lease(user: string, { device, returned }: Body<'lease'>): Lease {
    const numbers = this.counters.get(user) ?? { next: 0, returned: [] };
    this.counters.set(user, numbers);
    numbers.returned.push(...returned.flatMap(({ counters }) => counters));
    const counters = Array.from({ length: LEASE_SIZE }, () => numbers.returned.shift() ?? numbers.next++);
    const expiresAt = new Date(this.now() + LEASE_LIFE).toISOString();
    return { leaseId: this.chance.uuid(), device, layout: LAYOUT, user: user.length, counters, expiresAt };
  }
}
