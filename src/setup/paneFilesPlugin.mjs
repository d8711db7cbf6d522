/** Tells the service worker which files the pane consists of: every script that its pages may ever ask for, by fingerprint. */
import { createHash } from 'node:crypto';

const WORKER = 'serviceWorker.js';
const ENTRIES = ['taskpane', 'commands'];
/** Signing in needs the line anyway: nobody has to keep Microsoft's library for it. */
const NOT_KEPT = 'nestedSignIn';
const PAGES = ['taskpane.html', 'commands.html', 'launchevent.html', 'launchevent.js'];

export class PaneFilesPlugin {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('PaneFiles', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: 'PaneFiles', stage }, () => {
        const told = `const PANE_BUILD=${JSON.stringify(buildOf(compilation))};\n`;
        compilation.updateAsset(WORKER, (script) => new sources.ConcatSource(told, script));
      });
    });
  }
}

function buildOf(compilation) {
  const scripts = new Set(ENTRIES.flatMap((name) => scriptsOf(compilation.entrypoints.get(name), new Set())));
  const files = [...scripts].sort().map((name) => `/${name}`);
  const html = PAGES.map((name) => compilation.getAsset(name)?.source.source() ?? '');
  const build = createHash('sha256')
    .update(JSON.stringify([files, html.map(String)]))
    .digest('hex')
    .slice(0, 16);
  return { build, pages: PAGES.map((name) => `/${name}`), files };
}

/** Of a group of chunks and of all that it may load later. */
function scriptsOf(group, seen) {
  if (seen.has(group) || group.name === NOT_KEPT) return [];
  seen.add(group);
  const own = group.getFiles().filter((name) => name.endsWith('.js'));
  return [...own, ...group.getChildren().flatMap((child) => scriptsOf(child, seen))];
}
