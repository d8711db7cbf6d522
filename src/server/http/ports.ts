/** Whether the port is free is asked first, so that a second start by mistake ends at once with a sentence. */
import net, { type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** The sentence for the person who started it. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  constructor(port: number) {
    super(`Port ${port} is in use. Stop the other program or set PORT to another number.`);
  }
}

/** A browser may reach `localhost` by either address: a stranger on one of them would answer in our place. */
export async function mustBeFree({ port, host }: { readonly port: number; readonly host: string }): Promise<void> {
  if (port === 0) return;
  for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host]) {
    const code = await tryToBind(port, address);
    if (code === 'EADDRINUSE') throw new PortTaken(port);
    if (code === 'EACCES') throw new Error(`You may not use port ${port}. Set PORT to a number above 1023.`);
  }
}

/** The error's code, or null when the port is free. */
function tryToBind(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

export const portOf = (app: FastifyInstance): number => (app.server.address() as AddressInfo).port;
