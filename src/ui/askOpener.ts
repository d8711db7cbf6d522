/**
 * A page outside Outlook has no Office sign-in; the pane that opened it has. Page -> pane `{threadmark:'needToken'}`,
 * pane -> page `{threadmark:'token', token}`; the pane's end is `taskpane/openPages`. Only a window of the same origin is
 * asked or believed (HTML 9.3.2: check `origin`, and name the target origin when posting).
 */
const isWord = (data: unknown, word: string): data is { readonly token?: unknown } =>
  typeof data === 'object' && data !== null && 'threadmark' in data && data.threadmark === word;

/** Asks the window that opened this page; null where there is none, or it gives no token within the time (ms). */
export function askOpener(page: Window, timeLimit = 4000): Promise<string | null> {
  const opener = page.opener as Window | null;
  if (!opener || opener === page) return Promise.resolve(null);
  return new Promise((resolve) => {
    const finish = (token: string | null) => {
      page.clearTimeout(timer);
      page.removeEventListener('message', hear);
      resolve(token);
    };
    const hear = (event: MessageEvent<unknown>) => {
      if (event.source !== opener || event.origin !== page.location.origin || !isWord(event.data, 'token')) return;
      finish(typeof event.data.token === 'string' && event.data.token ? event.data.token : null);
    };
    const timer = page.setTimeout(() => finish(null), timeLimit);
    page.addEventListener('message', hear);
    opener.postMessage({ threadmark: 'needToken' }, page.location.origin);
  });
}
