/** A worker thread that runs an entry of the sources, as jest runs them: types stripped by swc, modules as CommonJS. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';

const hook = `
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
const { workerData } = require('node:worker_threads');
const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
require.extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
require(workerData.entry);
`;

export const tsWorker = (entry: string): Worker =>
  new Worker(hook, { eval: true, workerData: { entry: path.resolve(entry) } });
