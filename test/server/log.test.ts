import fs from 'node:fs';
import path from 'node:path';
import { describeError, makeLog } from '../../src/server/log';
import { logFile } from '../../src/server/logFile';
import { captureLog } from './http/fakes';
import { freshFolder } from './http/folders';

/** As node-postgres throws it: message and detail quote values. */
const broken = Object.assign(new Error('duplicate key (address)=(anna@contoso.example)'), {
  code: '23505',
  constraint: 'record_address_pkey',
  table: 'record_address',
  detail: 'Key (address)=(anna@contoso.example)',
  routine: '_bt_check',
});

describe('The log', () => {
  it('P1 keeps of an error its kind, its place and the rule it broke, not its words', () => {
    const kept = describeError(broken);
    expect(kept).toMatchObject({
      kind: 'Error',
      code: '23505',
      constraint: 'record_address_pkey',
      table: 'record_address',
    });
    expect(kept.frames[0]).toMatch(/^at .+log\.test\.ts/);
    expect(JSON.stringify(kept)).not.toContain('contoso');
  });

  it('P1 keeps the words of a slip in our own code', () => {
    expect(describeError(new TypeError('x is not a function')).message).toBe('x is not a function');
    expect(describeError('anna@contoso.example')).toEqual({ kind: 'string', frames: [] });
  });

  it('P1 applies this wherever an error is logged, with whole requests cut to their ids', () => {
    const { log, lines } = captureLog();
    log.error(
      { err: broken, req: { id: 'r1', headers: { authorization: 'Bearer hush' }, url: '/x?anna@contoso.example' } },
      'failed',
    );
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'error',
      msg: 'failed',
      req: { id: 'r1' },
      err: { code: '23505' },
    });
    expect(lines[0]).not.toMatch(/contoso|hush/);
  });

  it('H1 lies in a file whose folder is made for it', () => {
    const file = path.join(freshFolder(), 'log', 'threadmark.jsonl');
    makeLog(logFile(file)).info('started');
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ level: 'info', msg: 'started' });
  });

  it('H1 keeps a few files of a size, the newest under its name, and no line twice or cut in two', () => {
    const folder = freshFolder();
    const file = path.join(folder, 'threadmark.jsonl');
    const linesOf = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
    const write = (from: number, to: number) => {
      const log = logFile(file, { bytes: 100, files: 3 });
      for (let n = from; n < to; n += 1) log.write(`line ${String(n).padStart(4, '0')}\n`);
    };
    write(0, 13);
    // As after a restart.
    write(13, 25);
    expect(fs.readdirSync(folder).sort()).toEqual(['threadmark.1.jsonl', 'threadmark.2.jsonl', 'threadmark.jsonl']);
    const kept = ['threadmark.2.jsonl', 'threadmark.1.jsonl', 'threadmark.jsonl'].flatMap(linesOf);
    expect(kept).toEqual(
      Array.from({ length: kept.length }, (_, n) => `line ${String(25 - kept.length + n).padStart(4, '0')}`),
    );
    expect(kept.length).toBeGreaterThan(20);
  });

  it('H1 two programs on one log lose no line, whoever makes room', () => {
    const folder = freshFolder();
    const file = path.join(folder, 'threadmark.jsonl');
    const both = [logFile(file, { bytes: 200, files: 9 }), logFile(file, { bytes: 200, files: 9 })];
    for (let n = 0; n < 60; n += 1) both[n % 2]?.write(`line ${n}\n`);
    const all = fs
      .readdirSync(folder)
      .flatMap((name) => fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n'));
    expect(all).toHaveLength(60);
    expect(new Set(all).size).toBe(60);
  });

  it('H1 stops nothing where it cannot be written, and goes on when it can', () => {
    const folder = path.join(freshFolder(), 'log');
    const file = path.join(folder, 'threadmark.jsonl');
    const log = makeLog(logFile(file, { bytes: 1, files: 2 }));
    log.info('first');
    fs.rmSync(folder, { recursive: true });
    fs.writeFileSync(folder, 'in the way');
    expect(() => [log.info('second'), log.info('third')]).not.toThrow();
    fs.rmSync(folder);
    log.info('fourth');
    expect(fs.readFileSync(file, 'utf8')).toContain('fourth');
  });

  const full = fs.existsSync('/dev/full') ? it : it.skip;
  full('H4 goes on where its file has no room', () => {
    const log = makeLog(logFile('/dev/full'));
    for (let n = 0; n < 200; n++) log.info({ n }, 'a line that is lost');
  });
});
