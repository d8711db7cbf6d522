/** The machine hears of what waits on this device, and the device of what the server said. */
import type { Keys } from '../correlation/mail';
import type { Asked } from './asked';
import type { Outbox } from './outbox';
import type { PaneEvent } from './state';

interface OutboxDoors {
  readonly outbox: () => Promise<Outbox>;
  /** Runs once what is shown has been painted. */
  readonly rest: (run: () => void) => void;
}

/** The machine hears of letters from the first time that somebody asks for the outbox. */
export function withOutbox<D extends OutboxDoors>(doors: D, send: (event: PaneEvent) => void) {
  const held: { heard: Outbox | null } = { heard: null };
  const outbox = async () => {
    const here = await doors.outbox();
    if (held.heard === here) return here;
    held.heard = here;
    here.subscribe(() => send({ is: 'posted', post: here.post() }));
    void here.flush();
    return here;
  };
  const learnNow = async (keys: Keys, asked: Asked) => {
    const here = await outbox();
    here.heard(null);
    here.learn(keys, asked);
  };
  /** Where it cannot be fetched there is nothing to keep it in; an act that needs it will say so. */
  const learn = (keys: Keys, asked: Asked) => doors.rest(() => void learnNow(keys, asked).catch(() => undefined));
  return { ...doors, outbox, learn };
}
