/** The pane beside a message or appointment. */
import { StrictMode, useEffect, useState, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { makeApi } from '../client/api';
import { Problem, problem } from '../contract/problems';
import { background, watchBackground } from '../outlook/background';
import { makeCalls, type Calls } from '../outlook/calls';
import { ready } from '../outlook/ready';
import { makeSignIn, type SignIn } from '../outlook/signIn';
import type { Outlook } from '../outlook/whose';
import { watchItem } from '../outlook/watchItem';
import { ProblemBar } from '../ui/ProblemBar';
import { Themed } from '../ui/theme';
import { App } from './App';
import { DeskContext, type Desk } from './desk';
import { Looking } from './Looking';
import { makeOpenPages } from './openPages';
import { makePane, type Pane } from './pane';
import { makeSettingsCache } from './settingsCache';
import { usePaneStyles } from './styles';
import { keepTabInside } from './tabKeys';

const after = (milliseconds: number, run: () => void) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};
const now = () => Date.now();

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
  const api = makeApi({ fetch: (address, init) => fetch(address, init), token: signIn.token, after });
  const settings = makeSettingsCache(
    () => localStorage,
    `${outlook.storagePrefix}threadmark.settings.${outlook.user.address}`,
  );
  const pane = makePane({ api, calls, user: outlook.user, settings, signedIn: () => signIn.token() });
  keepTabInside(document);
  watchItem({ calls, soon, whenVisible, changed: pane.open });
  return <Shell pane={pane} desk={deskOf(pane, signIn, outlook, api)} calls={calls} />;
}

/** Before anything else that waits for its turn: a timer would come after whatever the client still paints. */
function soon(run: () => void): () => void {
  const wanted = { still: true };
  queueMicrotask(() => wanted.still && run());
  return () => (wanted.still = false);
}

function whenVisible(run: () => void): () => void {
  const seen = () => document.visibilityState === 'visible' && run();
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('focus', seen);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('focus', seen);
  };
}

function deskOf(pane: Pane, signIn: SignIn, outlook: Outlook, api: ReturnType<typeof makeApi>): Desk {
  const pages = makeOpenPages(window, signIn.token);
  return {
    user: outlook.user.address,
    now,
    mint: () => crypto.randomUUID(),
    act: (act) => pane.send({ is: 'clicked', act }),
    retry: () => pane.send({ is: 'retried' }),
    lookAgain: () => pane.send({ is: 'lookedAgain' }),
    dismiss: () => pane.send({ is: 'dismissed' }),
    newsRead: (id) => pane.send({ is: 'newsRead', id }),
    openRecord: (record) => {
      const note = 'If no new window has opened, please allow pop-up windows for Outlook.';
      if (!pages.open(record)) pane.send({ is: 'noted', generation: pane.state().generation, note });
    },
    search: async (body, signal) => (await api.call('searchRecords', { body, signal })).records,
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
