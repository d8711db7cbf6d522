#!/usr/bin/env node
/** `npx threadmark ...`: the command line of the server, built first where that is still to be done. */
import { build } from './build.mjs';
import { requireNode20 } from './console.mjs';
import { install } from './install.mjs';

requireNode20();
install();
build(['serve'].includes(process.argv[2]) ? undefined : ['server']);
await import('../../dist/server/cli.mjs');
