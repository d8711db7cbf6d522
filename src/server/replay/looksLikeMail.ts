/** Whether a file of no telling name holds mail, by its first line; looked for inside gzip as well. */
import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import { isGzip } from './readMails';

const ENOUGH = 2000;

export async function looksLikeMail(file: string): Promise<boolean> {
  const start = unpacked(await firstBytes(file));
  return /^(\u00EF\u00BB\u00BF)?\s*(From |[!-9;-~]{1,80}[ \t]*:)/.test(start.toString('latin1'));
}

/** 2 kB unpack to at most 2 MB (a factor of about 1000 is deflate's bound, RFC 1951), so it may be done at once. */
function unpacked(start: Buffer): Buffer {
  if (!isGzip(start)) return start;
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    // Damaged: reading it says so, with what to do.
    return Buffer.from('From ');
  }
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ENOUGH), 0, ENOUGH, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
