/** What becomes of a mail that was just sent: to which thread and record it belongs, and whether the rule wants it at all. */
import { normalAddress } from '../../correlation/addresses';
import { askedKeys } from '../../correlation/keys';
import { correlate } from '../../correlation/correlate';
import { decide } from '../../correlation/decide';
import type { Candidate, Keys, RecordRef } from '../../correlation/mail';
import type { Decision } from '../../correlation/match';
import { planSend, type SendPlan } from '../../correlation/planSend';
import { answersPrivate } from '../../correlation/privateTalk';
import { personalOf } from '../../contract/personal';
import type { ResolvedPerson } from '../../contract/records';
import type { TrackSent } from '../../contract/sending';
import type { SettingsReply } from '../../contract/settings';
import type { Track } from '../../contract/tracking';
import { readCandidates } from '../store/candidates';
import type { Ask } from '../store/db';
import { resolvePeople } from '../store/people';
import { readPreferences } from '../store/preferences';
import { readSettings } from '../store/settings';
import type { Asker } from './acts';
import { serverPolicy } from './serverPolicy';

export type Judged =
  | {
      readonly do: 'track';
      readonly because: Track['because'];
      readonly regarding: RecordRef | null;
      readonly answersPrivate: boolean;
    }
  | { readonly do: 'leave'; readonly why: string };

export async function judgeSent(ask: Ask, asker: Asker, sent: TrackSent): Promise<Judged> {
  const stored = await readSettings(ask, asker.orgId);
  const answers = sent.because.matched === null && sent.keys.mailKind !== 'opener';
  const { decision, candidates } = answers ? await findThread(ask, asker, sent.keys, stored) : NO_THREAD;
  const matched =
    sent.because.matched ?? (decision?.do === 'track' ? (decision.match?.candidate.activityId ?? null) : null);
  const secret = { answersPrivate: answersPrivate(sent.keys, candidates, matched) };
  if (!sent.byRule) return { do: 'track', because: { ...sent.because, matched }, regarding: sent.regarding, ...secret };
  const people = await resolvePeople(ask, asker.orgId, sent.keys.recipients);
  const plan = await planFor(ask, asker, sent, { stored, people, answers: matched !== null });
  if (plan.do !== 'track') return { do: 'leave', why: plan.why };
  const inherited = decision?.do === 'track' ? decision.regarding : null;
  const regarding = stillMeant(sent, { decision, people }) ?? inherited ?? firstRecord(inOpenFirst(sent, people));
  return { do: 'track', because: { method: 'sent', matched, reason: plan.why }, regarding, ...secret };
}

interface Talk {
  readonly decision: Decision | null;
  readonly candidates: readonly Candidate[];
}
const NO_THREAD: Talk = { decision: null, candidates: [] };

/** What the pane prepared, unless its people changed since: of a conversation, or of somebody it goes to. */
function stillMeant(
  { regarding }: TrackSent,
  { decision, people }: { readonly decision: Decision | null; readonly people: readonly ResolvedPerson[] },
): RecordRef | null {
  const thread = decision?.match?.candidate.regarding?.id;
  const records = people.flatMap((person) => person.records.map(({ id }) => id));
  return regarding !== null && [thread, ...records].includes(regarding.id) ? regarding : null;
}

/** Of an answer. The token of a new mail is new as well: an old thread that had the number before is none of its business. */
async function findThread(ask: Ask, { orgId }: Asker, keys: Keys, stored: SettingsReply): Promise<Talk> {
  const people = [...new Set([...(keys.from === null ? [] : [keys.from]), ...keys.recipients])];
  const policy = serverPolicy(stored);
  const candidates = await readCandidates(ask, orgId, askedKeys(keys), people);
  return { decision: decide(correlate(keys, candidates, policy), keys, policy), candidates };
}

async function planFor(
  ask: Ask,
  { orgId, userId }: Asker,
  sent: TrackSent,
  { stored, people, answers }: { stored: SettingsReply; people: readonly ResolvedPerson[]; answers: boolean },
): Promise<SendPlan> {
  const { autoTrack, trackPrivate } = stored.settings;
  const { users, ownDomains } = stored;
  const { autoTrack: wanted, neverTrack } = personalOf(stored.settings, await readPreferences(ask, orgId, userId));
  const known = people.filter(({ records }) => records.length > 0).map(({ address }) => address);
  const rule = { autoTrack, wanted, neverTrack, trackPrivate, users, ownDomains };
  const { recipients } = sent.keys;
  const mail = { recipients, sensitivity: sent.sensitivity ?? 'normal', known, answers };
  const plan = planSend(rule, mail);
  if (plan.do !== 'track') return plan;
  const blind = blindOf(sent);
  const seen = planSend(rule, { ...mail, known: known.filter((address) => !blind.has(address)) });
  return { ...plan, why: seen.do === 'track' ? seen.why : 'A recipient stands for a record.' };
}

/** Who got it blindly counts like everybody; but the reason is read by all who see the tracking. */
function blindOf({ mail: { to, cc, bcc } }: TrackSent): ReadonlySet<string> {
  const addresses = (some: typeof to) => some.map(({ address }) => normalAddress(address));
  const open = new Set(addresses([...to, ...cc]));
  return new Set(addresses(bcc).filter((address) => !open.has(address)));
}

function inOpenFirst(sent: TrackSent, people: readonly ResolvedPerson[]): readonly ResolvedPerson[] {
  const blind = blindOf(sent);
  return people.toSorted((a, b) => Number(blind.has(a.address)) - Number(blind.has(b.address)));
}

/** Of the first recipient who stands for one that is open. */
function firstRecord(people: readonly ResolvedPerson[]): RecordRef | null {
  const record = people.flatMap(({ records }) => records).find(({ state }) => state === 'open');
  return record === undefined ? null : { type: record.type, id: record.id };
}
