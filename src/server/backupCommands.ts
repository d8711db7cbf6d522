/** `threadmark backup FILE` and `threadmark restore FILE`: everything the database holds, in one file. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UsageProblem } from './environment';
import type { Content } from './store/backup/file';
import { restoreBackup } from './store/backup/restore';
import { saveBackup } from './store/backup/save';
import type { Store } from './store/db';

/** Works on a store whose schema is left as it is; returns what to print. */
export type BackupCommand = (store: Store) => Promise<string>;

/** Throws a UsageProblem for words that cannot be understood, before any database is opened. */
export function readBackupCommand(args: readonly string[], workingDir: string): BackupCommand {
  const file = readFile(args, 'backup', workingDir);
  return async (store) => {
    const { head, contents, bytes } = await saveBackup(store, file);
    return `Backed up ${inWords(contents)} to ${file} (${sizeInWords(bytes)}), as of ${head.at}.
The file was read back, and holds the same. It is not encrypted: keep it as safe as the database.
Not in it: environment variables, TLS keys, and the data folder’s local-issuer-key.json, which only the sandbox uses.`;
  };
}

export function readRestoreCommand(args: readonly string[], workingDir: string): BackupCommand {
  const file = readFile(args, 'restore', workingDir);
  return async (store) => {
    const { head, contents, applied } = await restoreBackup(store, file);
    const onward = applied.length > 0 ? `\nBrought up to date: applied ${applied.join(', ')}.` : '';
    return `Restored ${inWords(contents)} from ${file}, as of ${head.at}.
Read back from the database, they are the same.${onward}
What was erased or removed after that moment is here again: erase it again.`;
  };
}

function readFile(args: readonly string[], command: string, workingDir: string): string {
  const [file, ...more] = understand(args);
  if (file === undefined || more.length > 0) throw new UsageProblem(`Write it as: threadmark ${command} FILE.`);
  return path.resolve(workingDir, file);
}

function understand(args: readonly string[]): readonly string[] {
  try {
    return parseArgs({ args: [...args], options: {}, strict: true, allowPositionals: true }).positionals;
  } catch (error) {
    throw new UsageProblem((error as Error).message.split('. ')[0] + '.');
  }
}

function inWords(contents: readonly Content[]): string {
  const rows = contents.reduce((sum, content) => sum + content.rows, 0);
  return `${rows.toLocaleString('en')} rows of ${contents.length} tables`;
}

function sizeInWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
