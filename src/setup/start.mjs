/** `npm start`: from a bare machine with Node to a running sandbox. */
import { build } from './build.mjs';
import { requireNode20 } from './console.mjs';
import { install } from './install.mjs';

requireNode20();
install();
build();
process.argv.splice(2, 0, 'serve', '--sandbox');
await import('../../dist/server/cli.mjs');
