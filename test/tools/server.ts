/** Starts the built server as a person would (`threadmark serve --sandbox`) on a free port and a fresh data folder. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface RunningServer {
  readonly url: string;
  /** Sends the signal of Ctrl-C and waits for the end; gives the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** `WALK_BUILD`: a folder that holds another build, as `dist` is laid out. */
export const dist = process.env['WALK_BUILD'] ?? path.resolve(__dirname, '..', '..', 'dist');
export const cli = path.join(dist, 'server', 'cli.mjs');

export function freshFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-walk-'));
  // The database may run as another user (never as root), who must be able to pass through.
  fs.chmodSync(folder, 0o755);
  return folder;
}

/** Rejects with what the server said where it ends before it is ready. */
export function startServer(
  env: Record<string, string> = {},
  dataDir: string = freshFolder(),
  words: readonly string[] = ['--sandbox'],
): Promise<RunningServer> {
  const child = spawn(process.execPath, [cli, 'serve', ...words], {
    env: { ...process.env, PORT: '0', THREADMARK_DATA: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /https?:\/\/[^\s/]+/.exec(said)?.[0];
      if (url) resolve({ url, stop: () => (child.kill('SIGINT'), ended) });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    void ended.then((code) => reject(new Error(`the server ended with ${code} before it was ready:\n${said}`)));
  });
}
