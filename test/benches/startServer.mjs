import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../src/setup/console.mjs';

/** THREADMARK_COMMAND names another build. */
export const commandOf = () => process.env.THREADMARK_COMMAND ?? path.join(root, 'dist', 'server', 'cli.mjs');

/** The built server with its sandbox, on a free port and a fresh data folder. */
export function startServer() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-bench-'));
  fs.chmodSync(folder, 0o755);
  const env = { ...process.env, PORT: '0', THREADMARK_DATA: folder };
  const child = spawn(process.execPath, [commandOf(), 'serve', '--sandbox'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    const stopServer = async () => {
      child.kill('SIGINT');
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    };
    const heard = { text: '' };
    child.stdout.on('data', (chunk) => {
      heard.text += chunk;
      const url = /https?:\/\/[^\s/]+/.exec(heard.text)?.[0];
      if (url) resolve({ url, stopServer, folder, pid: child.pid });
    });
    void ended.then((code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
}
