/** Scripts whose names carry a hash of their content are packed once and kept: a pane should not wait for megabytes. */
import fs from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';

const pack = promisify(gzip);

/** `q=0` means "not this one" (RFC 9110 section 12.5.3). */
export const acceptsGzip = ({ headers }: FastifyRequest) =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(headers['accept-encoding'] ?? ''));

/** Gives null for a file that is not there. Bounded by the number of built scripts. */
export function makeGzipCache(): (file: string) => Promise<Buffer | null> {
  const packed = new Map<string, Promise<Buffer | null>>();
  return (file) => {
    const known = packed.get(file) ?? packFile(file);
    packed.set(file, known);
    void known.then(
      (found) => found ?? packed.delete(file),
      () => packed.delete(file),
    );
    return known;
  };
}

async function packFile(file: string): Promise<Buffer | null> {
  const content = await fs.readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return content && pack(content);
}
