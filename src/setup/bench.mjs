/** `npm run bench`, `bench:pane`, `bench:correlation`, `bench:hostile`, `bench:launch`, `bench:privacy`, `bench:whatif`: builds, then runs one of test/benches with the remaining words. */
import { build } from './build.mjs';
import { requireNode20, stop } from './console.mjs';
import { install } from './install.mjs';

const [name, ...words] = process.argv.slice(2);
const benches = {
  replay: '../../test/benches/replay.mjs',
  pane: '../../test/benches/pane.mjs',
  correlation: '../../test/benches/correlation.mjs',
  hostile: '../../test/benches/hostile.mjs',
  privacy: '../../test/benches/privacy.mjs',
  launch: '../../test/benches/launch.mjs',
  whatif: '../../test/benches/whatIf.mjs',
};

requireNode20();
if (!benches[name]) stop(`There is no bench of this name; there are: ${Object.keys(benches).join(', ')}.`, 2);
install();
build(['pane', 'launch'].includes(name) ? undefined : ['server']);
process.argv.splice(2, Infinity, ...words);
await import(benches[name]);
