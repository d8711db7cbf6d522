import fs from 'node:fs';
import path from 'node:path';
import { describeError, logFile, makeLog } from '../../src/server/log';
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
});
