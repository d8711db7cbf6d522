/** Which certificate the server shows, if any. */
import fs from 'node:fs';
import type { ServerOptions } from 'node:https';
import os from 'node:os';
import { createSecureContext } from 'node:tls';
import { makeCertificate } from './certificate';

/** As the configuration has it; `http` does not read the environment itself. */
export interface TlsConfig {
  readonly tls:
    | { readonly kind: 'dev' }
    | { readonly kind: 'off' }
    | { readonly kind: 'files'; readonly cert: string; readonly key: string };
  readonly root: string;
  readonly dataDir: string;
}

export interface ReadTls {
  /** null: plain http. */
  readonly options: ServerOptions | null;
  readonly note: string | null;
}

export async function readTls({ tls, root, dataDir }: TlsConfig): Promise<ReadTls> {
  if (tls.kind === 'off') return { options: null, note: null };
  if (tls.kind === 'files') return { options: readPair(tls), note: null };
  const graphical = process.platform === 'darwin' || process.platform === 'win32';
  const made = await makeCertificate({
    root,
    dataDir,
    home: os.homedir(),
    now: new Date(),
    platform: process.platform,
    patienceMs: graphical ? 120_000 : 30_000,
  });
  return { options: { cert: made.cert, key: made.key }, note: made.note };
}

function readPair(files: { readonly cert: string; readonly key: string }): ServerOptions {
  const pair = { cert: readPem('THREADMARK_TLS_CERT', files.cert), key: readPem('THREADMARK_TLS_KEY', files.key) };
  try {
    createSecureContext(pair);
    return pair;
  } catch (cause) {
    throw new Error('THREADMARK_TLS_CERT and THREADMARK_TLS_KEY do not belong together, or are not PEM files.', {
      cause,
    });
  }
}

function readPem(name: string, file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${name} names ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
}
