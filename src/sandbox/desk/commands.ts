import type { Command } from '../manifest/addIn';
import { say, type App } from './app';
import type { Current } from './current';
import { runErrand } from './launch';

/** A ribbon button that runs a function instead of opening a pane. */
export async function runCommand(app: App, command: Command, current: Current): Promise<void> {
  const url = app.addIn.functionFile;
  if (command.action?.do !== 'executeFunction' || url === null) {
    app.services.log(`${command.label}: the manifest names no page for its function.`, true);
    return;
  }
  const { functionName } = command.action;
  const event = { source: { id: command.id } };
  const outcome = await runErrand(app, { url, functionName, event, item: current.ref, user: app.ui.get().user });
  say(
    app,
    outcome.did === 'complete' ? `${command.label}: done.` : `${command.label} could not be run: ${outcome.why}.`,
  );
}

export const dismissNotice = (app: App, itemId: string, key: string): void =>
  app.services.notices.update((all) => ({
    ...all,
    [itemId]: (all[itemId] ?? []).filter((notice) => notice.key !== key),
  }));
