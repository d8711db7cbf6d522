/** Entry of `/record.html`. */
import { createRoot } from 'react-dom/client';
import { makeApi } from '../client/api';
import { everyday } from '../contract/everyday';
import { recordPage } from '../contract/recordPage';
import { makePageSignIn } from '../client/pageSignIn';
import { askOpener } from '../ui/askOpener';
import { OutsidePage } from '../ui/OutsidePage';
import { makePageSession } from '../ui/pageSession';
import { App } from './App';

const session = makePageSession({
  askOpener: () => askOpener(window),
  fetch: (address, init) => fetch(address, init),
  kept: sessionStorage,
  elsewhere: makePageSignIn({
    storage: sessionStorage,
    fetch: (address, init) => fetch(address, init),
    now: () => Date.now(),
    here: () => location.pathname + location.search + location.hash,
    leaveFor: (address) => location.assign(address),
  }),
});
const api = makeApi(
  {
    fetch: (address, init) => fetch(address, init),
    token: session.token,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  },
  { ...everyday, ...recordPage },
);

const readWho = async (signal: AbortSignal) => {
  const { user, organisation, role } = await api.call('me', { signal });
  return { name: `${user.name || user.address}, ${organisation}`, role };
};

createRoot(document.getElementById('root') as HTMLElement).render(
  <OutsidePage session={session} here="/record.html" readWho={readWho} heading="Records">
    <App api={api} search={location.search} />
  </OutsidePage>,
);
