/** A TCP proxy before a database that can fall silent as a failover or a firewall makes it: connections stay, bytes do not come. */
import net from 'node:net';

export interface MuteProxy {
  readonly port: number;
  /** What is connected now never hears anything again; what connects later does, unless `also` says otherwise. */
  mute(also?: 'new ones'): void;
  speak(): void;
  end(): void;
}

export async function startMuteProxy(to: net.NetConnectOpts): Promise<MuteProxy> {
  const state = { mute: false };
  const pairs = new Set<readonly [net.Socket, net.Socket]>();
  const server = net.createServer((near) => {
    const far = net.connect(to);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const socket of pair) socket.on('error', () => undefined).on('close', () => pair.forEach((s) => s.destroy()));
    if (state.mute) return;
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const silence = ([near, far]: readonly [net.Socket, net.Socket]) => {
    near.unpipe().on('data', () => undefined);
    far.unpipe().on('data', () => undefined);
  };
  return {
    port: (server.address() as net.AddressInfo).port,
    mute: (also) => {
      state.mute = also !== undefined;
      pairs.forEach(silence);
    },
    speak: () => void (state.mute = false),
    end: () => {
      server.close();
      pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
    },
  };
}
