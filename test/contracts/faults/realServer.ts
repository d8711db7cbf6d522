/** The real acts over a database, behind the line of the fault rounds. What happened is read from the audit, not believed. */
import { createHash, randomUUID } from 'node:crypto';
import type { EndpointName } from '../../../src/contract/endpoints';
import { Problem, problem } from '../../../src/contract/problems';
import type { RecordRef } from '../../../src/correlation/mail';
import type { Seen } from '../../../src/client/letters';
import type { Store } from '../../../src/server/store/db';
import { createOrganisation, createRecord, createUser } from '../../../src/server/store/seeding';
import type { User } from '../../../src/server/store/users';
import type { Acts } from '../../../src/server/tracking/acts';
import { makeActs } from '../../../src/server/tracking/makeActs';
import { makeChance } from '../../client/faults/chance';
import { Time, type Done, type FaultServer } from '../../client/faults/line';
import { USERS, type World } from '../../client/faults/round';
import { keysOf, seed as recordSeed, type WireKeys } from '../samples';
import { failing, type Broken } from './brokenStores';

/** Fewer rounds than with a model, so each is longer. No more clicks than steps, each to a record of its own. */
const MOST = { steps: 40, turns: 10 };

/** Steps of virtual time wait until the database has answered. */
class PatientTime extends Time {
  private readonly running = new Set<Promise<unknown>>();

  wait<T>(work: Promise<T>): Promise<T> {
    const gone = work.catch(() => undefined).finally(() => this.running.delete(gone));
    this.running.add(gone);
    return work;
  }

  override async step(): Promise<boolean> {
    do {
      await Promise.all(this.running);
      await new Promise(setImmediate);
    } while (this.running.size > 0);
    return super.step();
  }
}

/** A round in an organisation of its own; `faults` tells at the end what only the database knows. */
export async function realWorld(store: Store, seed: number, broken: Broken = (sound) => sound) {
  const time = new PatientTime();
  const weather = { bad: true };
  const house = await furnish(store, seed);
  const faulty = failing(broken(store), makeChance(-seed), () => weather.bad);
  const server = new RealServer(house, {
    good: makeActs(store, () => new Date(time.now())),
    bad: makeActs(faulty, () => new Date(time.now())),
    time,
  });
  const world: World = { server, time, weather, chance: makeChance(seed), most: MOST, creations: false };
  return { world, faults: () => server.doubled() };
}

interface House {
  readonly store: Store;
  readonly orgId: number;
  readonly users: ReadonlyMap<string, User>;
  readonly records: readonly RecordRef[];
}

async function furnish(store: Store, seed: number): Promise<House> {
  const name = `Round ${seed} ${randomUUID()}`;
  const orgId = await createOrganisation(store, { name, domains: [] });
  const users = new Map<string, User>();
  for (const address of USERS)
    users.set(address, await createUser(store, orgId, { address, name: address, role: 'user' }));
  const records: RecordRef[] = [];
  for (let n = 0; n < MOST.steps; n++)
    records.push(await createRecord(store, orgId, recordSeed({ name: `Record ${n}` })));
  return { store, orgId, users, records };
}

interface Doors {
  readonly good: Acts;
  /** Over the store that fails. */
  readonly bad: Acts;
  readonly time: PatientTime;
}

class RealServer implements FaultServer {
  readonly refusing = new Set<string>();
  /** Mails of the rounds are named in words, records by ids that nobody made. */
  private readonly abouts = new Map<string, string>();
  private readonly chosen: string[] = [];

  constructor(
    private readonly house: House,
    private readonly doors: Doors,
  ) {}

  answer(user: string, name: EndpointName, body: unknown): Promise<unknown> {
    const { requestId } = (body ?? {}) as { requestId?: string };
    if (requestId !== undefined && this.refusing.has(requestId)) throw problem('unknownRecord');
    return this.doors.time.wait(this.act(user, name, this.translate(name, body)));
  }

  /** As http does it: what is no Problem is a fault of the server. */
  private async act(user: string, name: EndpointName, body: unknown): Promise<unknown> {
    const act = this.doors.bad[name] as (who: unknown, input: unknown) => Promise<unknown>;
    try {
      return await act(this.house.users.get(user), { body, params: undefined });
    } catch (error) {
      if (process.env.DBG) console.error(name, (error as Error).stack?.slice(0, 600));
      throw error instanceof Problem ? error : problem('serverFault', String(error));
    }
  }

  private translate(name: EndpointName, body: unknown): unknown {
    const text = JSON.stringify(body ?? {}).replace(/(?:desk|laptop)-[^"]+?-\d/g, (about) => this.markOf(about));
    const given = JSON.parse(text) as { keys?: WireKeys; regarding?: RecordRef | null };
    const regarding = given.regarding ? this.recordOf(given.regarding.id) : null;
    if (name === 'track') return { ...given, regarding, keys: clickedKeys(String(given.keys?.mark)) };
    if (name === 'trackSent') return { ...given, regarding, keys: sentKeys(given.keys as WireKeys) };
    return name === 'regard' ? { ...given, regarding } : given;
  }

  private markOf(about: string): string {
    const hash = createHash('sha256').update(`${this.house.orgId} ${about}`).digest('hex');
    const mark = hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-8$4-$5');
    this.abouts.set(mark, about);
    return mark;
  }

  private recordOf(id: string): RecordRef {
    if (!this.chosen.includes(id)) this.chosen.push(id);
    const record = this.house.records[this.chosen.indexOf(id)];
    if (record === undefined) throw new Error('A round has more clicks than there are records.');
    return { type: record.type, id: record.id };
  }

  async seen(_user: string, about: string): Promise<Seen | null> {
    const text = 'select activity_id as "activityId", version from activity where org_id = $1 and topic = $2';
    const mark = this.markOf(about.slice('mark:'.length));
    const [found] = await this.house.store.look(this.house.orgId, (ask) =>
      ask<Seen>({ text }, [this.house.orgId, mark]),
    );
    return found ?? null;
  }

  async happened(): Promise<readonly Done[]> {
    const text = `select l.action, l.why, l.after, a.topic, u.address from audit_log l
join activity a on a.org_id = l.org_id and a.activity_id::text = l.entity_id::text
join app_user u on u.org_id = l.org_id and u.user_id = l.actor
where l.org_id = $1 and l.entity = 'activity' order by l.audit_id`;
    const rows = await this.house.store.look(this.house.orgId, (ask) =>
      ask<{ action: string; why: string; after: { regarding?: string }; topic: string; address: string }>({ text }, [
        this.house.orgId,
      ]),
    );
    return rows.map(({ action, why, after, topic, address }) => ({
      user: address,
      about: `mark:${this.abouts.get(topic)}`,
      what: [actOf(action, why), ...(action === 'track' || action === 'regard' ? [this.nameOf(after)] : [])].join(' '),
    }));
  }

  private nameOf({ regarding }: { regarding?: string }): string {
    return this.chosen[this.house.records.findIndex(({ id }) => id === regarding)] ?? 'nothing';
  }

  /** Mails that are stored twice, numbers that two mails have. */
  async doubled(): Promise<string[]> {
    const mails =
      'select topic as what, count(*)::int as n from activity where org_id = $1 group by topic having count(*) > 1';
    const numbers = `select user_id || ' ' || offline || ' ' || counter as what, count(*)::int as n from token_number
where org_id = $1 group by user_id, offline, counter_digits, counter having count(*) > 1`;
    const { orgId } = this.house;
    const rows = await this.house.store.look(orgId, (ask) =>
      Promise.all([mails, numbers].map((text) => ask<{ what: string; n: number }>({ text }, [orgId]))),
    );
    return rows.flat().map(({ what, n }) => `${what} is there ${n} times`);
  }
}

function actOf(action: string, why: string): string {
  if (action === 'untrack' && why.startsWith('Its sender called it back')) return 'leave';
  return action === 'track' && why === 'Chosen while it was written.' ? 'trackSent' : action;
}

/** The engine takes no mark that is none. */
function sentKeys(keys: WireKeys): WireKeys {
  const mark = keys.messageId.slice('mark:'.length);
  return { ...keys, mark, topic: mark };
}

/** A click on a copy in Sent Items. */
const clickedKeys = (mark: string): WireKeys =>
  keysOf({
    direction: 'outgoing',
    messageId: `${mark}@exchange.northwind.example`,
    mark,
    topic: mark,
    from: 'alice@northwind.example',
    recipients: ['anna@contoso.example'],
  });
