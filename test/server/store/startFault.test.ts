/** What an operator reads where the database cannot be used: what is wrong and what to change, in one line. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { Client } from 'pg';
import { runCommandLine } from '../../../src/server/commandLine';
import { migrate } from '../../../src/server/store/migrate';
import { explainStart } from '../../../src/server/store/startFault';
import { implementations } from '../../tools/database';
import { freshFolder } from '../http/folders';

const [database] = implementations();

describe('A database that cannot be used', () => {
  afterAll(() => database!.end());

  it('H1 a schema that a newer program made is named, and nothing is changed', async () => {
    const db = await database!.fresh();
    const owner = new Client(db.owner);
    await owner.connect();
    await owner.query(`insert into kysely_migration (name, timestamp) values ('9001-from-tomorrow', '2030-01-01')`);
    await expect(migrate(db.store)).rejects.toMatchObject({
      code: 'storeAway',
      message: expect.stringMatching(/newer Threadmark.*9001-from-tomorrow/),
      next: expect.stringContaining('newer'),
    });
    const { rows } = await owner.query(`select count(*)::int as n from kysely_migration where name > '9'`);
    expect(rows).toEqual([{ n: 1 }]);
    await owner.end();
    await db.drop();
  });

  it('H1 a database name that is not there is said by every command, also those that leave the schema alone', async () => {
    const db = await database!.fresh();
    const url = new URL('postgres://localhost/nowhere');
    url.searchParams.set('host', String(db.owner.host));
    url.port = String(db.owner.port);
    url.username = String(db.owner.user);
    for (const words of [['migrate'], ['backup', 'out.backup'], ['serve']]) {
      const [stdout, stderr] = [new PassThrough(), new PassThrough()];
      const io = { stdout, stderr, env: { DATABASE_URL: url.href, PORT: '0', THREADMARK_TLS: 'off' } };
      const code = await runCommandLine(words, {
        ...io,
        program: path.resolve('src/setup/threadmark.mjs'),
        workingDir: freshFolder(),
        onStray: () => undefined,
        onInterrupt: () => ({ happened: () => true, first: Promise.resolve() }),
      });
      stderr.end();
      const said = (await text(stderr)).split('\n').filter((line) => !line.startsWith('{'));
      expect([words, code, said.join('\n')]).toEqual([words, 1, expect.stringContaining('no database of the name')]);
    }
    await db.drop();
  });

  it.each([
    [{ code: '28P01', message: 'password authentication failed for user "x"' }, /refuses the user or the password/],
    [{ code: '28000', message: 'no pg_hba.conf entry' }, /from this machine/],
    [{ message: 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string' }, /wants a password/],
    [{ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND db' }, /no machine/],
    [{ code: 'ECONNREFUSED', message: 'connect' }, /No database answers/],
    [{ message: 'The server does not support SSL connections' }, /no TLS/],
    [{ code: '57P03', message: 'the database system is starting up' }, /cannot reach its database/],
  ])('H1 %j becomes a sentence that says what to do', (given, sentence) => {
    const fault = explainStart(Object.assign(new Error(given.message), given)) as { message: string; next: string };
    expect(fault.message).toMatch(sentence);
    expect(fault.next).toMatch(/start again|in a minute/);
    expect(fault.message).not.toContain('"x"');
  });
});
