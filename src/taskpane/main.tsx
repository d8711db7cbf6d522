/** The pane beside a message or appointment. */
import { StrictMode, useEffect, useState, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { makeApi, type Api } from '../client/api';
import { Problem, problem } from '../contract/problems';
import { background, watchBackground } from '../outlook/background';
import { makeCalls, type Calls } from '../outlook/calls';
import { ready } from '../outlook/ready';
import { makeSignIn } from '../outlook/signIn';
import type { Outlook } from '../outlook/whose';
import { watchItem } from '../outlook/watchItem';
import { ProblemBar } from '../ui/ProblemBar';
import { Themed } from '../ui/theme';
import { App } from './App';
import { after, alone, mint, now, rest, soon, whenVisible } from './browser';
import { DeskContext, type Desk } from './desk';
import { giveToken } from './giveToken';
import { Looking } from './Looking';
import { makeOpenPages } from './openPages';
import type { Outbox } from './outbox';
import { tokenOverLine } from './overLine';
import { makePane, type Pane } from './pane';
import { searchRecords } from './records';
import { makeSettingsCache } from './settingsCache';
import { usePaneStyles } from './styles';
import { keepTabInside } from './tabKeys';

/** Milliseconds until the pane says that Outlook does not answer. */
const READY_LIMIT = 15_000;

async function begin(root: Root): Promise<void> {
  root.render(<Page>{<Looking />}</Page>);
  try {
    const outlook = await ready({ milliseconds: READY_LIMIT, after });
    root.render(<StrictMode>{start(outlook)}</StrictMode>);
  } catch (error) {
    const told =
      error instanceof Problem ? error : problem('clientRefused', error instanceof Error ? error.message : null);
    root.render(
      <Page>
        <ProblemBar problem={told} onRetry={() => location.reload()} />
      </Page>,
    );
  }
}

function start(outlook: Outlook): ReactNode {
  const calls = makeCalls({ after });
  const signIn = makeSignIn({ now, after });
  const token = tokenOverLine({ token: signIn.token, reachable, after });
  const api = makeApi({ fetch: (address, init) => fetch(address, init), token, after });
  const { user, storagePrefix } = outlook;
  const settings = makeSettingsCache(() => localStorage, `${storagePrefix}threadmark.settings.${user.address}`);
  const outbox = keepOutbox(outlook, api);
  const pane = makePane({ api, calls, user, settings, signedIn: () => token(), outbox, now, rest });
  keepTabInside(document);
  watchItem({ calls, soon, whenVisible, changed: pane.open });
  return <Shell pane={pane} desk={deskOf({ pane, token, outlook, api, outbox })} calls={calls} />;
}

/** Asked without a sign-in, and never answered by the service worker. */
const reachable = () =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Fetched once, when it is wanted first; a fetch that failed is tried again. */
function keepOutbox({ user, storagePrefix: partition }: Outlook, api: Api): () => Promise<Outbox> {
  const held: { outbox: Promise<Outbox> | null } = { outbox: null };
  const doors = { api, user: user.address, partition, after, now, mint, chance: () => Math.random() };
  const fetched = async () => {
    const { makeOutbox } = await import(/* webpackChunkName: "outbox" */ './outbox');
    const database = 'indexedDB' in window ? indexedDB : undefined;
    const outbox = await makeOutbox({ ...doors, database, alone: alone(`${partition}threadmark.post`) });
    window.addEventListener('online', outbox.nudge);
    whenVisible(outbox.nudge);
    return outbox;
  };
  return () => {
    held.outbox ??= fetched().catch((error: unknown) => {
      held.outbox = null;
      throw error;
    });
    return held.outbox;
  };
}

interface DeskDoors {
  readonly pane: Pane;
  readonly token: (fresh?: boolean) => Promise<string>;
  readonly outlook: Outlook;
  readonly api: Api;
  readonly outbox: () => Promise<Outbox>;
}

function deskOf({ pane, token, outlook, api, outbox }: DeskDoors): Desk {
  const pages = makeOpenPages(window, token);
  const offlineToken = async (mark: string) => (await outbox()).offlineToken(mark);
  return {
    user: outlook.user.address,
    now,
    mint,
    act: (act) => pane.send({ is: 'clicked', act }),
    giveToken: (mark) => giveToken({ api, offlineToken, mint }, mark),
    retry: () => pane.send({ is: 'retried' }),
    lookAgain: () => pane.send({ is: 'lookedAgain' }),
    dismiss: () => pane.send({ is: 'dismissed' }),
    newsRead: (id) => pane.send({ is: 'newsRead', id }),
    post: () => pane.state().post,
    decide: (id, what) => void outbox().then((here): Promise<unknown> => here[what](id)),
    openRecord: (record) => {
      const note = 'If no new window has opened, please allow pop-up windows for Outlook.';
      if (!pages.open(record)) pane.send({ is: 'noted', generation: pane.state().generation, note });
    },
    search: searchRecords({ api, records: async () => (await outbox()).records() }),
    after,
  };
}

function Shell({ pane, desk, calls }: { pane: Pane; desk: Desk; calls: Calls }) {
  const [colour, setColour] = useState(background);
  useEffect(() => watchBackground(calls, setColour), [calls]);
  return (
    <Themed background={colour}>
      <DeskContext value={desk}>
        <App pane={pane} />
      </DeskContext>
    </Themed>
  );
}

function Page({ children }: { children: ReactNode }) {
  return (
    <Themed>
      <Bare>{children}</Bare>
    </Themed>
  );
}

function Bare({ children }: { children: ReactNode }) {
  const styles = usePaneStyles();
  return <main className={styles.pane}>{children}</main>;
}

const place = document.getElementById('pane');
if (place) void begin(createRoot(place));
