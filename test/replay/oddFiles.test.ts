/** Archives as they lie about: with a mark in front, without empty lines between mails, behind links, in pipes. */
import { execFileSync } from 'node:child_process';
import { Writable } from 'node:stream';
import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { replay } from '../../src/server/replay/replay';
import type { Line } from '../../src/server/replay/replayMail';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'threadmark-odd-'));
});
afterAll(() => rm(folder, { recursive: true }));

function sink(): Writable & { parts: string[] } {
  const parts: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      parts.push(chunk.toString());
      done();
    },
  });
  return Object.assign(stream, { parts });
}

async function run(...args: string[]) {
  const [stdout, stderr] = [sink(), sink()];
  const code = await replay(args, { stdout, stderr });
  const printed = stdout.parts.join('');
  const lines = code === 0 && printed.startsWith('{') ? printed.trimEnd().split('\n') : [];
  return { code, printed, stderr: stderr.parts.join(''), lines: lines.map((line) => JSON.parse(line) as Line) };
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const at = path.join(folder, name);
  await mkdir(path.dirname(at), { recursive: true });
  await writeFile(at, content);
  return at;
}

const ENVELOPE = 'From anna Mon May  4 09:00:00 2026\n';
const mail = (n: number, body = 'x') =>
  [
    'From: anna@contoso.example',
    'To: bob@northwind.example',
    'Subject: Offer',
    'Date: Mon, 4 May 2026 09:00:00 +0200',
    `Message-ID: <odd-${n}@x.example>`,
    ...(n > 1 ? [`In-Reply-To: <odd-${n - 1}@x.example>`] : []),
    '',
    `${body}\n`,
  ].join('\n');
const archive = (between = '\n') => [1, 2, 3].map((n) => ENVELOPE + mail(n) + between).join('');
const parents = ({ lines }: { readonly lines: readonly Line[] }) => lines.map(({ parentN }) => parentN);
const threeInOneThread = [null, 1, 2];

describe('R1 an mbox that is not as it should be', () => {
  test.each([
    ['with an empty line in front', `\n${archive()}`],
    ['with empty lines of another system in front', `\r\n\r\n${archive()}`],
    ['with a byte order mark in front', `\uFEFF${archive()}`],
    ['without empty lines between its mails', archive('')],
  ])('R1 %s is taken apart all the same', async (_, content) => {
    expect(parents(await run(await file('odd.mbox', content)))).toEqual(threeInOneThread);
    expect(parents(await run(await file('odd.mbox.gz', gzipSync(content))))).toEqual(threeInOneThread);
  });

  test('R1 prose with a line like an envelope and no header behind it stays in its mail', async () => {
    const prose = `he wrote\n${ENVELOPE}that it is done\n`;
    expect((await run(await file('prose.mbox', ENVELOPE + mail(1, prose)))).lines).toHaveLength(1);
  });

  test('R1 a mail whose From header stands apart from its colon is a mail, not an mbox', async () => {
    const apart = mail(1).replace('From:', 'From :');
    const users = await file('users.json', JSON.stringify({ users: ['anna@contoso.example'] }));
    const { lines } = await run(await file('apart.eml', apart), await file('next.eml', mail(2)), '--settings', users);
    expect(lines[1]?.reasons[0]).toContain('anna@contoso.example');
  });

  test('R1 a mail with a byte order mark in front keeps its first header', async () => {
    const { lines } = await run(await file('mark.eml', `\uFEFF${mail(1)}`), await file('next.eml', mail(2)));
    expect(lines[1]?.reasons[0]).toContain('anna@contoso.example');
  });
});

describe('R1 folders as they are', () => {
  test('R1 links that lead nowhere or in a circle are passed by', async () => {
    await file('linked/a.eml', mail(1));
    await file('linked/inner/b.eml', mail(2));
    await symlink('nowhere', path.join(folder, 'linked', 'dangling'));
    await symlink('..', path.join(folder, 'linked', 'inner', 'up'));
    const { code, lines, stderr } = await run(path.join(folder, 'linked'));
    expect({ code, stderr: stderr.split('\n')[0], mails: lines.length }).toMatchObject({ code: 0, mails: 2 });
  });

  test('R1 a file that is named a mail is one, whatever its first line; others have to look like one', async () => {
    await file('named/a.eml', 'Mail content:\nFrom: anna@contoso.example\n\nx\n');
    await file('named/b.EML', 'Hello,\n\nthis one has no headers.\n');
    await file('named/empty.eml', '');
    await file('named/README', 'Hello,\n\nthese are letters.\n');
    expect((await run(path.join(folder, 'named'))).lines).toHaveLength(2);
  });

  test('R1 a Maildir is read with its subfolders, all in order of delivery', async () => {
    await file('maildir/cur/1001.a.host:2,S', mail(1));
    await file('maildir/new/1003.c.host', mail(3));
    await file('maildir/.Sent/cur/1002.b.host:2,S', mail(2));
    await file('maildir/.Sent/maildirfolder', '');
    await file('maildir/.Archive.2025/new/1000.z.host', mail(9));
    await file('maildir/dovecot-uidlist', '3 V1\n');
    await file('maildir/.Sent/tmp/1004.d.host', mail(4));
    const { lines } = await run(path.join(folder, 'maildir'));
    expect(lines.map(({ messageId }) => messageId)).toEqual([9, 1, 2, 3].map((n) => `<odd-${n}@x.example>`));
    expect(parents({ lines })).toEqual([null, null, 2, 3]);
  });
});

describe('R1 what is passed over is said, with the reason', () => {
  const said = ({ stderr }: { readonly stderr: string }) => stderr.split('\n').filter((line) => /^passed/.test(line));
  const ids = ({ lines }: { readonly lines: readonly Line[] }) =>
    lines.map(({ messageId }) => Number(/\d+/.exec(messageId ?? '')));

  test('R1 mails that lie loose beside cur and new of a Maildir are read behind the delivered ones', async () => {
    await file('mixed/cur/1002.b.host:2,S', mail(2));
    await file('mixed/new/1001.a.host', mail(1));
    await file('mixed/new/by-hand/9.eml', mail(9));
    await file('mixed/3.eml', mail(3));
    await file('mixed/no-ending', mail(4));
    await file('mixed/Projects/5.eml', mail(5));
    await file('mixed/Projects/tmp/6.eml', mail(6));
    await file('mixed/dovecot-uidlist', '3 V1\n');
    await file('mixed/README', 'Hello,\n\nthese are letters.\n');
    await file('mixed/.qmail', './Maildir/\n');
    await file('mixed/tmp/1004.d.host', mail(7));
    await file('mixed/cur/1003.empty.host:2,', '');
    const result = await run(path.join(folder, 'mixed'));
    expect(ids(result).sort()).toEqual([1, 2, 3, 4, 5, 6, 9]);
    expect(ids(result).slice(0, 2)).toEqual([1, 2]);
    expect(said(result)).toEqual([
      'passed over 2, not a mail by the first line: mixed/dovecot-uidlist, mixed/README',
      'passed over 1, hidden, with a dot in front: mixed/.qmail',
      'passed over 1, without a mail in it: cur/1003.empty.host:2,',
      'passed over 1, not delivered yet, in tmp: tmp/1004.d.host',
    ]);
  });

  test('R1 in a folder: hidden ones, links that lead nowhere or back, what is neither file nor folder, what holds no mail', async () => {
    await file('all/a.eml', mail(1));
    await file('all/.git/config', 'x: y\n');
    await file('all/empty.eml', '');
    await file('all/source.tar.gz', gzipSync(Buffer.alloc(3000, 0)));
    for (const n of [1, 2, 3, 4, 5]) await file(`all/notes-${n}.txt`, 'Hello,\n');
    await symlink('nowhere', path.join(folder, 'all', 'dangling'));
    await symlink('.', path.join(folder, 'all', 'here'));
    execFileSync('mkfifo', [path.join(folder, 'all', 'queue')]);
    expect(said(await run(path.join(folder, 'all')))).toEqual([
      'passed over 6, not a mail by the first line: all/notes-1.txt, all/notes-2.txt, all/notes-3.txt and 3 more',
      'passed over 1, a link that leads nowhere: all/dangling',
      'passed over 1, hidden, with a dot in front: all/.git',
      'passed over 1, without a mail in it: all/empty.eml',
      'passed over 1, a folder that was read already: all/here',
      'passed over 1, neither a file nor a folder: all/queue',
    ]);
  });

  test('R1 a file that was named and holds no mail, and a mail that is longer than what is read', async () => {
    const blank = await file('blank.gz', gzipSync(''));
    expect(said(await run(blank))).toHaveLength(1);
    const long = Buffer.concat([Buffer.from(ENVELOPE + mail(1)), Buffer.alloc(66 * 1024 * 1024, 'long lines\n')]);
    const both = Buffer.concat([long, Buffer.from(`\n${ENVELOPE}${mail(2)}`)]);
    const result = await run(await file('long.mbox', both));
    expect([ids(result), said(result).length]).toEqual([[1, 2], 1]);
    expect(said(result)[0]).toContain('passed over 1, read as far as 64 MB');
  });

  test('R1 where nothing was passed over, nothing is said of it', async () => {
    expect(said(await run(await file('three.mbox', archive())))).toEqual([]);
  });
});

describe('R1 what is no file on a disk', () => {
  test('R1 a pipe is read like a file', async () => {
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = open(pipe, 'w').then(async (handle) => {
      // The first piece is shorter than any mark of a format.
      await handle.write('Fr');
      await handle.write(archive().slice(2));
      await handle.close();
    });
    const [result] = await Promise.all([run(pipe), writer]);
    expect(parents(result)).toEqual(threeInOneThread);
  });

  test('R1 a reader that has seen enough ends the replay in peace', async () => {
    const full = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    const [stdout, stderr] = [new Writable({ write: (_chunk, _encoding, done) => done(full) }), sink()];
    const many = await file(
      'many.mbox',
      Array.from({ length: 3000 }, (_, i) => ENVELOPE + mail(i + 1) + '\n').join(''),
    );
    const code = await replay([many], { stdout, stderr });
    expect({ code, said: stderr.parts.join('') }).toEqual({ code: 0, said: '' });
  });
});

describe('R1 the command as people type it', () => {
  test('R1 an option may hold its value behind an equals sign', async () => {
    const at = await file('three.mbox', archive());
    expect(parents(await run(at, '--track=none'))).toEqual([null, null, null]);
    expect((await run(at, '--json=1')).code).toBe(2);
  });

  test.each([['-h'], ['--help']])('R1 %s tells how', async (word) => {
    expect((await run(word)).printed).toMatch(/^usage: threadmark replay/);
  });

  test.each([['--track', ''], ['--track', ' '], ['-x'], ['--track', '@']])(
    'R1 %s “%s” is no command',
    async (...words) => {
      const { code, stderr } = await run(await file('three.mbox', archive()), ...words);
      expect({ code, told: stderr.includes('usage:') }).toEqual({ code: 2, told: true });
    },
  );

  test.each([['"x"'], ['[1]'], ['null'], ['7']])('R1 settings of %s are no settings', async (content) => {
    const { code, stderr } = await run(
      await file('three.mbox', archive()),
      '--settings',
      await file('s.json', content),
    );
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/settings/i) });
  });

  test('R1 a settings file that is no JSON is named', async () => {
    const at = await file('broken.json', '{"smartMatching": ');
    const { code, stderr } = await run(await file('three.mbox', archive()), '--settings', at);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('broken.json') });
  });
});
