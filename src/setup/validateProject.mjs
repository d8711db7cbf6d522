/** Looks at the project for what the manifest promises. */
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

/** See validateManifest.d.mts. `root` is the top folder of the project. */
export const lookAround = (root) => ({
  readAsset: (address) => readIfThere(path.join(root, address)),
  hasPage: (address) => sourcesOf(address).some((file) => fs.existsSync(path.join(root, file))),
  functions: [...functionsOf(root), ...commandsOf(root)],
});

const readIfThere = (file) => (fs.existsSync(file) ? fs.readFileSync(file) : null);

/** The source from which webpack makes the file at this address. */
function sourcesOf(address) {
  const [, name, kind] = /^\/(\w+)\.(html|js)$/.exec(address) ?? [];
  if (kind === 'html') return [`src/${name}/${name}.html`, `src/taskpane/${name}.html`];
  return kind === 'js' ? [`src/${name}/main.ts`] : [];
}

/** The built script is the proof; before the first build, the names that its source associates. */
function functionsOf(root) {
  const built = readIfThere(path.join(root, 'dist/pages/launchevent.js'));
  if (built) return associatedBy(built.toString());
  const folder = path.join(root, 'src/launchevent');
  const sources = fs.existsSync(folder)
    ? fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
    : [];
  return sources.some((text) => text.includes('associate'))
    ? sources.flatMap((text) => text.match(/\bon[A-Z]\w+/g) ?? [])
    : [];
}

/** The functions of the ribbon, as their page's source associates them. */
function commandsOf(root) {
  const source = readIfThere(path.join(root, 'src/taskpane/commands.ts'))?.toString() ?? '';
  return [...source.matchAll(/\bassociate\('(\w+)'/g)].map(([, name]) => name);
}

/** Runs the script as classic Outlook does, without a window or a document, and notes what it associates. */
function associatedBy(script) {
  const names = [];
  const Office = {
    actions: { associate: (name) => names.push(name) },
    onReady: () => Promise.resolve({}),
    context: {},
  };
  vm.runInNewContext(script, { Office, console, setTimeout, clearTimeout, Promise }, { timeout: 5000 });
  return names;
}
