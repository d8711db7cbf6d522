/** The names under which Outlook starts our handlers (Microsoft, "Event-based activation"; the names are the manifest's). */

export function associate(name: string, handler: (event: Office.AddinCommands.Event) => void): void {
  Office.actions.associate(name, handler);
}

/** In a page office.js starts only after this call, and hands over no event before; without a page there is nothing to start. */
export function start(): void {
  if ('document' in globalThis) void Office.onReady();
}
