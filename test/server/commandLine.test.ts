import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '../../src/server/commandLine';
import { freshFolder } from './http/folders';

/** Runs to the end and gives what was said. */
async function run(args: string[], env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const interrupted = { happened: () => true, first: Promise.resolve() };
  const program = path.resolve('src/setup/threadmark.mjs');
  const io = {
    stdout,
    stderr,
    env,
    program,
    workingDir: freshFolder(),
    onInterrupt: () => interrupted,
    onStray: () => undefined,
  };
  const code = await runCommandLine(args, io);
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

describe('The command line', () => {
  it.each([['--help'], ['-h'], ['help'], ['serve', '--help']])('H1 explains itself: %s %s', async (...args) => {
    const said = await run(args.filter(Boolean));
    expect([said.code, said.err]).toEqual([0, '']);
    const words = [
      'serve',
      'migrate',
      'replay',
      'DATABASE_URL',
      '--team',
      '--reads-bodies',
      '--deletes',
      '--records',
      'backup',
      'restore',
    ];
    for (const word of words) expect(said.out).toContain(word);
    for (const line of said.out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  it.each([
    [
      'nothing',
      [],
      'Say what to do: serve, migrate, organisation, user, settings, privacy, retention, backup, restore or replay.',
    ],
    ['an unknown command', ['start'], 'There is no command “start”.'],
    ['a word that every object knows', ['constructor'], 'There is no command “constructor”.'],
    ['an unknown option', ['serve', '--sandbo'], "Unknown option '--sandbo'."],
    ['a backup without a file', ['backup'], 'Write it as: threadmark backup FILE.'],
    ['two files to restore', ['restore', 'a', 'b'], 'Write it as: threadmark restore FILE.'],
    ['a word too many', ['migrate', 'now'], "Unexpected argument 'now'."],
    [
      'a name for somebody who has one',
      ['user', 'set', 'tom@contoso.example', '--organisation', 'Contoso', '--name', 'Tom'],
      'A user’s name is given with “user add”; later the sign-in service tells it.',
    ],
  ])('H1 answers %s with one sentence and exit code 2', async (_what, args, sentence) => {
    expect(await run(args)).toEqual({ code: 2, out: '', err: `${sentence} See threadmark --help.\n` });
  });

  it('H1 answers a setting that cannot be used with its sentence and exit code 1', async () => {
    const said = await run(['serve'], { PORT: 'x' });
    expect(said).toEqual({ code: 1, out: '', err: 'PORT is “x”, but must be a number from 0 to 65535.\n' });
  });

  it('H1 says in one sentence that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const said = await run(['serve', '--sandbox', '--port', String(port)]);
    expect(said).toEqual({
      code: 1,
      out: '',
      err: `Port ${port} is in use. Stop the other program or set PORT to another number.\n`,
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it('H1 says in one sentence that the data folder cannot be written', async () => {
    const file = path.join(freshFolder(), 'file');
    fs.writeFileSync(file, '');
    const said = await run(['serve', '--sandbox'], { THREADMARK_DATA: path.join(file, 'var') });
    expect([said.code, said.err]).toEqual([
      1,
      `The data folder ${file}/var cannot be written. Set THREADMARK_DATA to one that can.\n`,
    ]);
  });

  it('H1 says in a sentence that the database cannot be reached', async () => {
    const said = await run(['migrate'], { DATABASE_URL: 'postgres://nobody:hush@127.0.0.1:1/x' });
    expect([said.code, said.out]).toEqual([1, '']);
    expect(said.err).toMatch(/^No database answers at the host and port of DATABASE_URL\. Start it/);
    expect(said.err).not.toContain('hush');
  });
});
