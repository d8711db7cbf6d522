/**
 * The log in a file, a few of them by size: the newest is the named one, `name.1.jsonl` the one before, and the oldest goes.
 * A log that cannot be written (full disk, taken rights) loses lines and stops nothing; it goes on when it can.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { DestinationStream } from 'pino';

export interface LogLimits {
  /** Of one file; a longer line still stands whole. */
  readonly bytes: number;
  /** The named one among them. */
  readonly files: number;
}

const usual: LogLimits = { bytes: 10_000_000, files: 5 };

interface Open {
  readonly fd: number;
  readonly inode: number;
  size: number;
}

/** The folder is made where it is missing. Throws where the file cannot be opened at first: then nobody would ever see a line. */
export function logFile(file: string, limits = usual): DestinationStream {
  let current: Open | null = open(file);
  const write = (line: string) => {
    current ??= open(file);
    if (current.size > 0 && current.size + Buffer.byteLength(line) > limits.bytes) {
      const full = current;
      current = null;
      makeRoom(file, full, limits.files);
      current = open(file);
    }
    current.size += fs.writeSync(current.fd, line);
  };
  return {
    write: (line) => {
      try {
        write(line);
      } catch {
        // There is no other place to say it in; the next line tries again.
      }
    },
  };
}

function open(file: string): Open {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const fd = fs.openSync(file, 'a');
  const { ino, size } = fs.fstatSync(fd);
  return { fd, inode: ino, size };
}

/** Another program that writes the same log may have moved it already: then there is room. */
function makeRoom(file: string, { fd, inode }: Open, files: number): void {
  fs.closeSync(fd);
  if (fs.statSync(file, { throwIfNoEntry: false })?.ino !== inode) return;
  for (let age = files - 1; age >= 1; age -= 1) {
    const younger = named(file, age - 1);
    if (fs.existsSync(younger)) fs.renameSync(younger, named(file, age));
  }
}

function named(file: string, age: number): string {
  const { dir, name, ext } = path.parse(file);
  return age === 0 ? file : path.join(dir, `${name}.${age}${ext}`);
}
