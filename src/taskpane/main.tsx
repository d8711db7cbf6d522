/** The pane beside a message or appointment. */
import { StrictMode, useEffect, useState, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { Api } from '../client/api';
import { Problem, problem } from '../contract/problems';
import { background, watchBackground } from '../outlook/background';
import type { Calls } from '../outlook/calls';
import { ready } from '../outlook/ready';
import type { Outlook } from '../outlook/whose';
import { watchItem } from '../outlook/watchItem';
import { ProblemBar } from '../ui/ProblemBar';
import { Themed } from '../ui/theme';
import { App } from './App';
import { after, mint, now, rest, soon, whenVisible } from './browser';
import { DeskContext, type Desk } from './desk';
import { Looking } from './Looking';
import { fromLastPage, keepForNextPage } from './nextPage';
import { makeOpenPages } from './openPages';
import type { Outbox } from './outbox';
import { makePane, type Pane } from './pane';
import { makePaneDoors } from './paneDoors';
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
  const { token, ...doors } = makePaneDoors(outlook);
  const { api, calls, outbox } = doors;
  const pane = makePane({ ...doors, beginAgain: (news) => (keepForNextPage(news), location.reload()) });
  keepTabInside(document);
  watchItem({ calls, soon, whenVisible, changed: pane.open });
  for (const news of fromLastPage()) pane.send({ is: 'told', news });
  rest(() => void openWithoutServer());
  return <Shell pane={pane} desk={deskOf({ pane, token, outlook, api, outbox })} calls={calls} />;
}

/** From now on the pane opens while the server is away; without that it is a good pane, too. */
async function openWithoutServer(): Promise<void> {
  const { registerWorker } = await import(/* webpackChunkName: "outbox" */ './registerWorker');
  await registerWorker('serviceWorker' in navigator ? navigator.serviceWorker : undefined);
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
  const orSay = (opened: boolean) => {
    const note = 'If no new window has opened, please allow pop-up windows for Outlook.';
    if (!opened) pane.send({ is: 'noted', generation: pane.state().generation, note });
  };
  const offlineToken = async (mark: string) => (await outbox()).offlineToken(mark);
  return {
    user: outlook.user.address,
    now,
    mint,
    act: (act) => pane.send({ is: 'clicked', act }),
    giveToken: async (mark) => {
      const { giveToken } = await import(/* webpackChunkName: "draft" */ './giveToken');
      return giveToken({ api, offlineToken, mint }, mark);
    },
    leaveSent: async (mail) => (await outbox()).leaveSent(mail),
    retry: () => pane.send({ is: 'retried' }),
    lookAgain: pane.lookAgain,
    dismiss: () => pane.send({ is: 'dismissed' }),
    newsRead: (id) => pane.send({ is: 'newsRead', id }),
    post: () => pane.state().post,
    decide: (id, what) => void outbox().then((here): Promise<unknown> => here[what](id)),
    openRecord: (record) => orSay(pages.open(record)),
    openOptions: () => orSay(pages.show('/admin.html#mine')),
    forget: ({ type, id }) => api.call('forgetRecord', { params: { type, id }, body: { requestId: mint() } }),
    search: async (question, signal) => {
      const { searchRecords } = await import(/* webpackChunkName: "search" */ './records');
      return searchRecords({ api, records: async () => (await outbox()).records() }, question, signal);
    },
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
