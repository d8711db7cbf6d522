/** Outlook's own background colour, by which the pane chooses light or dark. */
import type { Calls } from './calls';

/** As `#rrggbb`; null where the client does not tell (before Mailbox 1.14, mobile). */
export function background(): string | null {
  const theme = (Office.context as { officeTheme?: Partial<Office.OfficeTheme> }).officeTheme;
  return theme?.bodyBackgroundColor ?? null;
}

/** Runs with the new colour when the user changes Outlook's theme; gives back how to stop. */
export function watchBackground(calls: Calls, changed: (background: string | null) => void): () => void {
  const { mailbox } = Office.context;
  const announced = (event?: { officeTheme?: Partial<Office.OfficeTheme> }) =>
    changed(event?.officeTheme?.bodyBackgroundColor ?? background());
  void calls.try<void>((done) => mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, announced, done));
  return () => void calls.try<void>((done) => mailbox.removeHandlerAsync(Office.EventType.OfficeThemeChanged, done));
}
