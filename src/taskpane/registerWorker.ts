/** Lets the pane open while the server is away. Fetched after the first paint; a browser that refuses it costs nothing else. */

/** A certificate that the browser does not trust forbids service workers, as does a frame that may keep nothing. */
export async function registerWorker(container: ServiceWorkerContainer | undefined): Promise<void> {
  if (container === undefined) return;
  try {
    await container.register('/serviceWorker.js', { updateViaCache: 'none' });
    const { active } = await container.ready;
    active?.postMessage(scriptsLoaded());
  } catch (error) {
    if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error;
    console.info(`The pane will not open without the server: ${error.message}`);
  }
}

/** What this page has loaded before there was a worker to see it. */
const scriptsLoaded = () =>
  (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ initiatorType }) => initiatorType === 'script')
    .map(({ name }) => name);
