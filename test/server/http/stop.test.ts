import { request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { makeFakeActs, makeTestApp, record, signedIn } from './fakes';

/** An act that answers when it is told to, over a real socket. */
async function listen() {
  const gate = { open: () => undefined as void, entered: () => undefined as void };
  const entered = new Promise<void>((resolve) => (gate.entered = resolve));
  const opened = new Promise<void>((resolve) => (gate.open = resolve));
  const acts = {
    ...makeFakeActs(),
    createRecord: async () => {
      gate.entered();
      await opened;
      return { record };
    },
  };
  const { app, token, lines } = await makeTestApp({ acts });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { app, token, lines, port, entered, open: () => gate.open() };
}

const body = JSON.stringify({
  requestId: '00000000-0000-4000-8000-000000000001',
  type: 'lead',
  name: 'Lee',
  email: 'lee@litware.example',
  company: null,
});

describe('Stopping', () => {
  it('H1 finishes what is being answered, takes nothing new, and then ends', async () => {
    const { app, token, port, entered, open } = await listen();
    const answer = fetch(`http://127.0.0.1:${port}/api/records`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...signedIn(token) },
    });
    await entered;
    const closed = app.close();
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    open();
    expect((await answer).status).toBe(200);
    await closed;
  });

  it('H1 answers a request that was still on its way with the Problem “stopping”', async () => {
    const { app, port } = await listen();
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => app.server.once('connection', resolve));
    await new Promise((resolve) => socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n', resolve));
    await new Promise((resolve) => socket.once('data', resolve));
    const half = new Promise((resolve) => app.server.once('request', resolve));
    socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nGET /api/me HTTP/1.1\r\nhost:');
    await half;
    const said: string[] = [];
    const ended = new Promise<void>((resolve) => {
      socket.on('data', (chunk) => said.push(chunk.toString())).on('close', () => resolve());
    });
    const closed = app.close();
    socket.write(' x\r\n\r\n');
    await Promise.all([ended, closed]);
    expect(said.join('')).toMatch(/HTTP\/1\.1 503 Service Unavailable[^]+connection: close[^]+"code":"stopping"/i);
  });

  it('H1 does not wait for connections that browsers keep open', async () => {
    const { app, port } = await listen();
    const idle = connect(port, '127.0.0.1');
    await new Promise((resolve) => idle.on('connect', resolve));
    const closed = new Promise((resolve) => idle.on('close', resolve));
    idle.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    await new Promise((resolve) => idle.once('data', resolve));
    await app.close();
    await closed;
  });
});

describe('Hostile connections', () => {
  it('H1 answers a body that is over the limit while it still comes in, and lives on', async () => {
    const { app, token, port } = await listen();
    const status = await new Promise((resolve, reject) => {
      const sent = request({
        port,
        host: '127.0.0.1',
        path: '/api/track',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked', ...signedIn(token) },
      });
      sent.on('response', (reply) => resolve(reply.statusCode));
      sent.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error),
      );
      const chunk = Buffer.alloc(1024 * 1024, 'a');
      for (let n = 0; n < 14; n += 1) sent.write(chunk);
      sent.end();
    });
    expect(status).toBe(413);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    await app.close();
  });

  it.each([
    ['no HTTP at all', '\x16\x03\x01garbage\r\n\r\n'],
    ['a header of 100 kB', `GET / HTTP/1.1\r\nhost: x\r\nx-a: ${'z'.repeat(100_000)}\r\n\r\n`],
    ['two lengths', 'POST /api/lookup HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n'],
    [
      'a length and chunks',
      'POST /api/lookup HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
    ],
  ])('H1 refuses %s, and lives on', async (_what, text) => {
    const { app, port, lines } = await listen();
    const reply = await new Promise<string>((resolve) => {
      const said: string[] = [];
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket
        .on('data', (chunk) => said.push(chunk.toString()))
        .on('error', () => undefined)
        .on('close', () => resolve(said.join('')));
    });
    expect(reply).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(reply).toContain('application/problem+json');
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(lines.join('')).not.toContain('zzzz');
    await app.close();
  });
});
