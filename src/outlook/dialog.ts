/** Office's dialog: a window of its own, because a sign-in service lets itself be shown in no frame. */
import { Problem, problem } from '../contract/problems';

export interface DialogWish {
  /** Of our own origin. */
  readonly address: string;
  /** A click is under way: no question before the window opens. */
  readonly clicked: boolean;
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** Milliseconds: a person looks for their telephone meanwhile. */
const LIMIT = 10 * 60_000;

/** Codes: Microsoft, "Handle errors and events in the Office dialog box". */
const REASONS: Readonly<Record<number, string>> = {
  12006: 'The sign-in window was closed.',
  12007: 'Another window of Threadmark is still open.',
  12009: 'You did not let the sign-in window open.',
  12011: 'The browser kept the sign-in window from opening; allow pop-up windows for Outlook.',
};

/** The pane has a button for it. */
export const mustSignIn = (why: string) =>
  new Problem({
    ...problem('cannotSignIn', why),
    sentence: 'You are not signed in.',
    next: 'Press “Sign in”; nothing you did is lost.',
  });

const refusal = (code: number) => mustSignIn(REASONS[code] ?? `The sign-in window ended with code ${code}.`);

/** What the page in the dialog tells; rejects with `cannotSignIn` where it tells nothing. */
export function askInDialog({ address, clicked, after }: DialogWish): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { height: 70, width: 35, promptBeforeOpen: !clicked };
    Office.context.ui.displayDialogAsync(address, options, ({ error, value: dialog }) => {
      if (!dialog) return reject(refusal(error.code));
      const calledOff = after(LIMIT, () => {
        dialog.close();
        reject(mustSignIn('The sign-in window gave no answer.'));
      });
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (told: { message?: string; error?: number }) => {
        calledOff();
        dialog.close();
        resolve(told.message ?? '');
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, (told: { message?: string; error?: number }) => {
        calledOff();
        reject(refusal(told.error ?? 0));
      });
    });
  });
}

/** From inside of a dialog; false where this page is in none. */
export async function tellParent(message: string): Promise<boolean> {
  if (typeof Office === 'undefined') return false;
  await Office.onReady();
  Office.context.ui.messageParent(message);
  return true;
}

/** Office remembers what the host told this window as long as it saw the first page of it. */
export const officeIsReady = (): Promise<unknown> =>
  typeof Office === 'undefined' ? Promise.resolve() : Office.onReady();

/** Whether this client says that it signs people in itself; the library for it is large. */
export const canNest = () => Office.context.requirements?.isSetSupported?.('NestedAppAuth', '1.1') === true;
