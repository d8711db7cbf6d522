/** Starts a real OpenID provider on loopback (`oidcProvider.mjs`) and asks it for tokens. */
import { fork } from 'node:child_process';
import path from 'node:path';

export interface ProviderOptions {
  readonly audience: string;
  readonly scope: string;
  readonly redirectUris: readonly string[];
  /** The origin whose pages may ask its token endpoint. */
  readonly origin: string;
  /** Seconds that an access token lives. */
  readonly life: number;
}

export interface Wish {
  readonly account: string;
  readonly clientId?: string;
  readonly granted?: string;
  readonly of?: string;
  /** Seconds since it was given. */
  readonly ago?: number;
}

export interface OidcProvider {
  readonly issuer: string;
  mint(wish: Wish): Promise<string>;
  /** How often its keys were fetched. */
  keyReads(): Promise<number>;
  /** Signs with another key from now on, and publishes that one alone. */
  rotate(): Promise<void>;
  setRoles(account: string, words: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

interface Told {
  readonly ready?: string;
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: string;
}

export const oneOrigin: ProviderOptions = {
  audience: 'api://threadmark',
  scope: 'access_as_user',
  redirectUris: ['https://localhost:3000/signin.html'],
  origin: 'https://localhost:3000',
  life: 300,
};

export async function startProvider(options: Partial<ProviderOptions> = {}): Promise<OidcProvider> {
  const told = JSON.stringify({ ...oneOrigin, ...options });
  const child = fork(path.resolve(__dirname, 'oidcProvider.mjs'), [told], { silent: true, execArgv: [] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(String(chunk)));
  const waiting = new Map<number, (told: Told) => void>();
  const issuer = await new Promise<string>((resolve, reject) => {
    child.on('exit', () => reject(new Error(`the provider ended: ${said.join('')}`)));
    child.on('message', (message: Told) => {
      if (message.ready !== undefined) return resolve(message.ready);
      waiting.get(message.id ?? -1)?.(message);
    });
  });
  const count = { asked: 0 };
  const ask = (act: string, given: object = {}) =>
    new Promise<unknown>((resolve, reject) => {
      const id = (count.asked += 1);
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
      child.send({ id, act, given });
    });
  return {
    issuer,
    mint: async (wish) => (await ask('mint', wish)) as string,
    keyReads: async () => (await ask('keyReads')) as number,
    rotate: async () => void (await ask('rotate')),
    setRoles: async (account, words) => void (await ask('setRoles', { account, words })),
    stop: () => new Promise((resolve) => (child.once('exit', () => resolve()), child.disconnect())),
  };
}
