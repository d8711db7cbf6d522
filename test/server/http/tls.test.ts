import fs from 'node:fs';
import path from 'node:path';
import { readTls } from '../../../src/server/http/tls';
import { freshFolder } from './folders';

const read = (cert: string, key: string) =>
  readTls({ tls: { kind: 'files', cert, key }, root: '.', dataDir: freshFolder() });

describe('A certificate of one’s own', () => {
  it('H1 is not needed behind a proxy', async () => {
    expect(await readTls({ tls: { kind: 'off' }, root: '.', dataDir: '.' })).toEqual({ options: null, note: null });
  });

  it('H1 names the variable whose file is not there', async () => {
    const file = path.join(freshFolder(), 'nothing.pem');
    await expect(read(file, file)).rejects.toThrow(`THREADMARK_TLS_CERT names ${file}, which cannot be read (ENOENT).`);
  });

  it('H1 says when the files are no certificate and key', async () => {
    const file = path.join(freshFolder(), 'text.pem');
    fs.writeFileSync(file, 'not a certificate');
    await expect(read(file, file)).rejects.toThrow('do not belong together, or are not PEM files.');
  });
});
