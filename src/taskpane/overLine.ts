/** Tells a sign-in that fails because the server is away from one that is refused: only then letters wait in silence. */
import { problem } from '../contract/problems';

export interface OverLineDoors {
  readonly token: (fresh?: boolean) => Promise<string>;
  /** Whether our server answers at all, without a sign-in. */
  readonly reachable: () => Promise<boolean>;
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** Milliseconds. Without a line Outlook may try for minutes; nobody should look at a grey pane that long. */
const PATIENCE = 4_000;

/** Rejects with `offline` where the server is away, else with what the sign-in says. */
export function tokenOverLine({ token, reachable, after }: OverLineDoors) {
  return async (fresh?: boolean): Promise<string> => {
    const asked = token(fresh);
    if (await inTime(asked, after)) return asked;
    if (!(await reachable())) throw problem('offline');
    return asked;
  };
}

/** True once it is given; false where it fails or takes its time. */
const inTime = (asked: Promise<string>, after: OverLineDoors['after']) =>
  new Promise<boolean>((resolve) => {
    const calledOff = after(PATIENCE, () => resolve(false));
    const told = (given: boolean) => {
      calledOff();
      resolve(given);
    };
    asked.then(
      () => told(true),
      () => told(false),
    );
  });
