/** Runs one function of the add-in in a hidden page: a ribbon command without a pane, or a launch event. */
import { mailboxOf } from '../mailbox/world';
import { openSession } from '../host/session';
import type { ItemRef } from '../host/context';
import type { CompletedContext } from '../host/osf';
import type { App } from './app';

export interface Errand {
  readonly url: string;
  readonly functionName: string;
  readonly event: { readonly type?: string; readonly [field: string]: unknown };
  readonly item: ItemRef | null;
  readonly user: string;
  /** Aborted when nobody waits for the outcome any more. */
  readonly signal?: AbortSignal;
}

export type Outcome =
  | { readonly did: 'complete'; readonly context: CompletedContext }
  /** The page did not start, knows no such function, or never finished. */
  | { readonly did: 'fail'; readonly why: string };

/** office.js is up within half a second here; a page that needs longer than this is away. */
const START_LIMIT = 15_000;
/** Outlook gives a handler five minutes. */
const RUN_LIMIT = 300_000;

export async function runErrand(app: App, errand: Errand): Promise<Outcome> {
  const owner = mailboxOf(app.world.get(), errand.user)?.owner;
  if (!owner) return { did: 'fail', why: `There is no mailbox ${errand.user}.` };
  const label = errand.event.type ?? errand.functionName;
  const session = openSession({
    services: app.services,
    addIn: app.addIn,
    user: owner,
    item: errand.item,
    url: errand.url,
    label,
    into: app.backstage,
    hidden: true,
  });
  const { signal } = errand;
  try {
    await within(session.started, { limit: START_LIMIT, complaint: 'the page did not start', signal });
    const running = session.run(errand.functionName, errand.event);
    const result = await within(running, { limit: RUN_LIMIT, complaint: 'the handler never completed', signal });
    if (result.status !== 0) throw new Error(`the page knows no function ${errand.functionName} (${result.status})`);
    return { did: 'complete', context: result.event.completedContext ?? {} };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    app.services.log(`${label}: ${why}`, signal?.aborted !== true);
    return { did: 'fail', why };
  } finally {
    session.close();
  }
}

interface Patience {
  readonly limit: number;
  readonly complaint: string;
  readonly signal: AbortSignal | undefined;
}

function within<T>(work: Promise<T>, { limit, complaint, signal }: Patience): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(complaint)), limit);
    signal?.addEventListener('abort', () => reject(new Error('nobody waits for it any more')));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Every handler the manifest names for an event, one after the other. */
export async function runLaunchEvents(
  app: App,
  type: string,
  about: Pick<Errand, 'item' | 'user'> & { details?: object },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { url, functionName } of app.addIn.launchEvents.filter((event) => event.type === type)) {
    outcomes.push(
      await runErrand(app, {
        url,
        functionName,
        event: { type, ...about.details },
        item: about.item,
        user: about.user,
      }),
    );
  }
  return outcomes;
}
