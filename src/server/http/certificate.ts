/**
 * The server's certificate. On a developer's machine Microsoft's `office-addin-dev-certs` makes one and has it trusted,
 * so that Outlook and every add-in of that developer use the same; it runs in a process of its own, because it may ask
 * for a password and would wait for ever where nobody can type one.
 */
import { spawn } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** One sentence for the person at the browser, where the system does not trust it; else null. */
  readonly note: string | null;
}

export interface Making {
  /** Where the packages are. */
  readonly root: string;
  /** Remembers whether this certificate is trusted, so that nobody is asked twice. */
  readonly dataDir: string;
  readonly home: string;
  readonly now: Date;
  readonly platform: NodeJS.Platform;
  /** How long the maker may take; a dialogue of the system wants a person to read it. */
  readonly patienceMs: number;
}

const dayInMs = 86_400_000;
const browserNote =
  'Your browser does not know this machine’s certificate yet and will warn you: choose “Advanced”, then “Continue to localhost”.';

/** Rejects with one sentence when there is no certificate to be had. */
export async function makeCertificate(making: Making): Promise<Certificate> {
  const folder = path.join(usableHome(making), '.office-addin-dev-certs');
  const stored = readPair(folder, making.now);
  const remembered = stored && readMemory(making.dataDir, stored.cert);
  if (stored && remembered) return { ...stored, note: noteFor(making.platform, remembered.trusted) };
  if (!stored) removePair(folder);
  const trusted = await runMaker(making, path.dirname(folder));
  const made = readPair(folder, making.now);
  if (!made)
    throw new Error(`No certificate could be made in ${folder}. Set THREADMARK_TLS_CERT and THREADMARK_TLS_KEY.`);
  remember(making.dataDir, made.cert, trusted);
  return { ...made, note: noteFor(making.platform, trusted) };
}

/** Browsers on Linux keep a list of their own beside the system's. */
const noteFor = (platform: NodeJS.Platform, trusted: boolean) => (trusted && platform !== 'linux' ? null : browserNote);

/** HOME can be empty or read-only in a container; the data folder never is. */
function usableHome({ home, dataDir }: Making): string {
  try {
    if (!path.isAbsolute(home)) return dataDir;
    fs.mkdirSync(home, { recursive: true });
    fs.accessSync(home, fs.constants.W_OK);
    return home;
  } catch {
    return dataDir;
  }
}

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** null where a file is missing or unreadable, the key is another's, or the end is less than a day away. */
function readPair(folder: string, now: Date): Pair | null {
  try {
    const [cert, key] = [read(folder, 'localhost.crt'), read(folder, 'localhost.key')];
    const x509 = new X509Certificate(cert);
    const lasting = Date.parse(x509.validTo) - now.getTime() > dayInMs;
    return lasting && x509.checkHost('localhost') && x509.checkPrivateKey(createPrivateKey(key)) ? { cert, key } : null;
  } catch {
    return null;
  }
}

const read = (folder: string, name: string) => fs.readFileSync(path.join(folder, name), 'utf8');

/** The maker keeps what it finds, even when it has expired or is half there. */
function removePair(folder: string): void {
  for (const name of ['localhost.crt', 'localhost.key', 'ca.crt']) fs.rmSync(path.join(folder, name), { force: true });
}

const maker = `
const certs = await import('office-addin-dev-certs');
try {
  await certs.ensureCertificatesAreInstalled();
} catch {
  process.exitCode = 3;
  await certs.generateCertificates();
}`;

/** Gives whether the system trusts the certificate now. Without a terminal of its own, sudo refuses instead of asking. */
function runMaker({ root, platform, patienceMs }: Making, home: string): Promise<boolean> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', maker], {
    cwd: root,
    env: { ...process.env, HOME: home },
    stdio: 'ignore',
    detached: platform !== 'win32',
    windowsHide: true,
  });
  const limit = setTimeout(() => endGroup(child.pid), patienceMs);
  return new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  }).finally(() => clearTimeout(limit));
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(os.platform() === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
    return;
  }
}

interface Memory {
  readonly fingerprint: string;
  readonly trusted: boolean;
}

const memoryFile = (dataDir: string) => path.join(dataDir, 'certificate.json');
const fingerprintOf = (cert: string) => new X509Certificate(cert).fingerprint256;

function readMemory(dataDir: string, cert: string): Memory | null {
  try {
    const memory = JSON.parse(fs.readFileSync(memoryFile(dataDir), 'utf8')) as Memory;
    return memory.fingerprint === fingerprintOf(cert) ? memory : null;
  } catch {
    return null;
  }
}

function remember(dataDir: string, cert: string, trusted: boolean): void {
  const memory: Memory = { fingerprint: fingerprintOf(cert), trusted };
  fs.mkdirSync(dataDir, { recursive: true });
  fs.writeFileSync(memoryFile(dataDir), JSON.stringify(memory));
}
