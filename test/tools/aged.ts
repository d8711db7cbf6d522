/** A server of a walk's own whose database can be told that something happened long ago, and an operator beside it. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { cli, freshFolder, startServer } from './server';

export interface AgedServer {
  readonly url: string;
  /** `threadmark …` beside the running server; gives what it printed. */
  readonly operate: (...words: string[]) => string;
  /** A statement as the owner of the tables. */
  readonly inDatabase: (text: string, values?: readonly unknown[]) => Promise<void>;
  readonly stop: () => Promise<unknown>;
}

export async function agedServer(): Promise<AgedServer> {
  const folder = freshFolder();
  const { url, stop } = await startServer({}, folder);
  const env = { ...process.env, THREADMARK_DATA: folder };
  return {
    url,
    stop,
    operate: (...words) => execFileSync(process.execPath, [cli, ...words], { env, encoding: 'utf8' }),
    async inDatabase(text, values = []) {
      const client = new pg.Client(databaseOf(folder));
      await client.connect();
      try {
        await client.query(text, [...values]);
      } finally {
        await client.end();
      }
    },
  };
}

/** Lines of postmaster.pid: the fourth is the port, the fifth the folder of the socket. */
function databaseOf(folder: string): pg.ClientConfig {
  const names = fs.readdirSync(folder, { recursive: true }) as string[];
  const file = names.find((name) => path.basename(name) === 'postmaster.pid') ?? '';
  const [, , , port, host = ''] = fs.readFileSync(path.join(folder, file), 'utf8').split('\n');
  return { host: host.trim(), port: Number(port), user: 'postgres', database: 'threadmark' };
}
