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
  try {
    await within(session.started, START_LIMIT, 'the page did not start');
    const result = await within(
      session.run(errand.functionName, errand.event),
      RUN_LIMIT,
      'the handler never completed',
    );
    if (result.status !== 0) throw new Error(`the page knows no function ${errand.functionName} (${result.status})`);
    return { did: 'complete', context: result.event.completedContext ?? {} };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    app.services.log(`${label}: ${why}`, true);
    return { did: 'fail', why };
  } finally {
    session.close();
  }
}

function within<T>(work: Promise<T>, limit: number, complaint: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(complaint)), limit);
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
