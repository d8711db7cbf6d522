/** A backup or restore that could not be done; the message says what is wrong, what is safe, and what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

export const refuse = (...sentences: readonly string[]) => new BackupRefused(sentences.join(' '));

/** Files and gzip speak in codes; anything else as it is. */
export function sayWhy(error: unknown, file: string): unknown {
  const { code = '', name = '' } = (error ?? {}) as { code?: string; name?: string };
  if (/^Z_/.test(code) || name === 'DamagedBackup')
    return refuse(`${file} cannot be used: ${wordsOf(error)} Nothing was changed. Use another backup.`);
  if (code === 'ENOENT')
    return refuse(`${file} is not there, or its folder is not. Name a file in a folder that exists.`);
  if (code === 'EACCES' || code === 'EPERM')
    return refuse(`${file} may not be read or written here. Choose another place.`);
  if (code === 'EISDIR') return refuse(`${file} is a folder. Name a file.`);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return refuse(`There is no room left for ${file}. Nothing was kept. Make room, or choose another place.`);
  return error;
}

const wordsOf = (error: unknown) =>
  (error as Error).name === 'DamagedBackup'
    ? (error as Error).message
    : 'It is damaged or incomplete, or is no backup.';
