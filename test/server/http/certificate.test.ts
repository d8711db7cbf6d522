import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeCertificate, type Making } from '../../../src/server/http/certificate';
import { freshFolder } from './folders';

/** Two certificates, made once: drawing RSA keys takes a second each. The first lasts 30 days, the second 90. */
const made = freshFolder();
beforeAll(async () => {
  const mkcert = await import('mkcert');
  const ca = await mkcert.createCA({
    organization: 'Test',
    countryCode: 'US',
    state: 'WA',
    locality: 'X',
    validity: 90,
  });
  for (const [n, validity] of [30, 90].entries()) {
    const pair = await mkcert.createCert({ ca, domains: ['127.0.0.1', 'localhost'], validity });
    fs.mkdirSync(path.join(made, String(n)));
    fs.writeFileSync(path.join(made, String(n), 'ca.crt'), ca.cert);
    fs.writeFileSync(path.join(made, String(n), 'localhost.crt'), pair.cert);
    fs.writeFileSync(path.join(made, String(n), 'localhost.key'), pair.key);
  }
}, 60_000);

/**
 * Stands in for office-addin-dev-certs, whose real one would change this machine's trust: the same files in the same folder,
 * and the ways in which the real one was seen to end.
 */
const maker = `
const fs = require('node:fs'), path = require('node:path'), os = require('node:os');
const said = (name) => path.join(__dirname, '..', '..', name);
const folder = path.join(os.homedir(), '.office-addin-dev-certs');
const runs = () => fs.readFileSync(said('runs'), 'utf8').length / 4;
exports.generateCertificates = async () => {
  if (fs.existsSync(path.join(folder, 'ca.crt'))) return;
  fs.cpSync(path.join(${JSON.stringify(made)}, String(runs() - 1)), folder, { recursive: true });
};
exports.ensureCertificatesAreInstalled = async () => {
  fs.appendFileSync(said('runs'), 'run\\n');
  const how = fs.readFileSync(said('how'), 'utf8');
  if (how === 'fails first') throw new Error('sudo: not found');
  if (how === 'makes nothing') return;
  await exports.generateCertificates();
  if (how === 'refuses') throw new Error('sudo: a terminal is required to read the password');
  if (how === 'waits for a password') require('node:child_process').execSync('sleep 600');
};`;

function setUp(how: string): Making & { readonly runs: () => number; readonly now: Date } {
  const root = freshFolder();
  const folder = path.join(root, 'node_modules', 'office-addin-dev-certs');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'office-addin-dev-certs', main: 'main.js' }),
  );
  fs.writeFileSync(path.join(folder, 'main.js'), maker);
  fs.writeFileSync(path.join(root, 'how'), how);
  const home = path.join(root, 'home');
  fs.mkdirSync(home);
  const runs = () =>
    fs.existsSync(path.join(root, 'runs'))
      ? fs.readFileSync(path.join(root, 'runs'), 'utf8').split('\n').length - 1
      : 0;
  return { root, dataDir: path.join(root, 'var'), home, now: new Date(), platform: 'darwin', patienceMs: 60_000, runs };
}

const days = (n: number) => new Date(Date.now() + n * 86_400_000);

describe('The development certificate', () => {
  it('H1 is made once, trusted where the system allows, and used again without asking', async () => {
    const making = setUp('trusts');
    const first = await makeCertificate(making);
    const second = await makeCertificate(making);
    expect(new X509Certificate(first.cert).checkHost('localhost')).toBe('localhost');
    expect([first.note, second, making.runs()]).toEqual([null, first, 1]);
  });

  it.each(['refuses', 'fails first'])(
    'H1 serves all the same when it %s, and says what the browser will ask',
    async (how) => {
      const making = setUp(how);
      const served = await makeCertificate(making);
      expect(served.note).toMatch(/^Your browser .+ “Continue to localhost”\.$/);
      expect((await makeCertificate(making)).note).toBe(served.note);
      expect(making.runs()).toBe(1);
    },
  );

  it('H1 does not wait for a password that nobody can type', async () => {
    const served = await makeCertificate({ ...setUp('waits for a password'), patienceMs: 8000 });
    expect([served.cert.includes('BEGIN CERTIFICATE'), served.note === null]).toEqual([true, false]);
  });

  it('H1 says so on Linux, where browsers keep a list of their own', async () => {
    expect((await makeCertificate({ ...setUp('trusts'), platform: 'linux' })).note).not.toBeNull();
  });

  it('H1 is renewed on its last day', async () => {
    const making = setUp('trusts');
    const old = await makeCertificate(making);
    const still = await makeCertificate({ ...making, now: days(28) });
    const renewed = await makeCertificate({ ...making, now: days(29.5) });
    expect([still.cert === old.cert, renewed.cert === old.cert, making.runs()]).toEqual([true, false, 2]);
  });

  it.each([
    ['the key is missing', (folder: string) => fs.rmSync(path.join(folder, 'localhost.key'))],
    ['a file is cut short', (folder: string) => fs.truncateSync(path.join(folder, 'localhost.crt'), 100)],
  ])('H1 is made anew when %s', async (_what, spoil) => {
    const making = setUp('trusts');
    const old = await makeCertificate(making);
    spoil(path.join(making.home, '.office-addin-dev-certs'));
    expect((await makeCertificate(making)).cert).not.toBe(old.cert);
  });

  it.each(['', 'relative'])('H1 lies in the data folder where the home folder is “%s”', async (home) => {
    const making = { ...setUp('trusts'), home };
    await makeCertificate(making);
    expect(fs.readdirSync(path.join(making.dataDir, '.office-addin-dev-certs'))).toContain('localhost.key');
  });

  it('H1 names the way out when there is none to be had', async () => {
    await expect(makeCertificate(setUp('makes nothing'))).rejects.toThrow(
      /Set THREADMARK_TLS_CERT and THREADMARK_TLS_KEY\.$/,
    );
  });
});
