import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A new folder that everybody may pass through: the database may run as another user. */
export function freshFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-http-'));
  fs.chmodSync(folder, 0o755);
  return folder;
}
