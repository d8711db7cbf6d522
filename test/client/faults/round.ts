/** One round: people click, panes open and die, the line is bad, the disk is full; then all is well again. */
import { makeChance } from './chance';
import { Desk, sound, type Variant } from './desk';
import { wantedOf } from './errands';
import { Time, type FaultServer, type LineDoors } from './line';
import { ModelServer } from './modelServer';

export const USERS = ['alice@northwind.example', 'bob@northwind.example'] as const;

export interface World extends Pick<LineDoors, 'server' | 'chance' | 'time'> {
  readonly weather: { bad: boolean };
  /** Whether people make records as well. */
  readonly creations: boolean;
  /** Short rounds tell their fault shortly, long ones meet more of them. `turns` of time pass between two steps. */
  readonly most: { readonly steps: number; readonly turns: number };
}

export function modelWorld(seed: number): World {
  const chance = makeChance(seed);
  const time = new Time();
  return {
    chance,
    time,
    server: new ModelServer(chance, time.now),
    weather: { bad: true },
    creations: true,
    most: { steps: 16, turns: 4 },
  };
}

/** What is wrong at the end; empty where everything that was promised happened once, in order. */
export async function playRound(world: World, variant: Variant = sound): Promise<readonly string[]> {
  const { server, chance, time, weather, most, creations } = world;
  const doors = { server, chance, time, creations, faulty: () => weather.bad };
  const desks = [new Desk('desk', doors, variant), new Desk('laptop', doors, variant)];
  /** As every pane does when it opens. */
  for (const desk of desks) desk.renew(USERS[0]);
  for (let steps = 1 + chance.below(most.steps); steps > 0; steps--) {
    const desk = desks[chance.below(desks.length)] as Desk;
    await oneThing(desk, chance.happens(0.8) ? USERS[0] : USERS[1], doors);
    for (let turns = chance.below(most.turns); turns > 0; turns--) await time.step();
  }
  weather.bad = false;
  for (const desk of desks) desk.killAll();
  const faults: string[] = [];
  for (const desk of desks) for (const user of USERS) faults.push(...(await faultsOf(desk, user, server)));
  const { made = [] } = server;
  return [
    ...faults,
    ...doubled(desks.flatMap(({ tokens }) => tokens)).map((token) => `token ${token} was given twice`),
    ...doubled(made).map((email) => `record ${email} was made twice`),
  ];
}

async function oneThing(desk: Desk, user: string, { chance, time }: LineDoors): Promise<void> {
  const what = chance.below(10);
  if (what < 4) return desk.click(user);
  if (what === 4) return desk.decide(user);
  if (what === 5) return desk.killOne();
  if (what === 6) {
    void desk.askToken(user);
    return desk.drawTokens(user);
  }
  if (what === 7) return desk.renew(user);
  if (what === 8) return time.skip(chance.below(20) * 86_400_000);
  void desk.pane(user).postman.flush();
}

async function faultsOf(desk: Desk, user: string, server: FaultServer): Promise<string[]> {
  const stuck = await desk.empty(user);
  const done = await server.happened();
  const mine = desk.clicks.filter((click) => click.user === user);
  const wrong = [...new Set(mine.map(({ about }) => about))].filter((about) => {
    const of = (all: readonly { user: string; about: string; what: string }[]) =>
      all.filter((each) => each.user === user && each.about === about).map(({ what }) => what);
    return wantedOf(of(mine)).join() !== of(done).join();
  });
  return [
    ...stuck.map((id) => `letter ${id} never left`),
    ...wrong.map((about) => `${about}: clicked ${say(mine, about)}, done ${say(done, about)}`),
  ];
}

const say = (all: readonly { about: string; what: string }[], about: string) =>
  JSON.stringify(all.filter((each) => each.about === about).map(({ what }) => what));

const doubled = (all: readonly string[]) => all.filter((one, at) => all.indexOf(one) !== at);
