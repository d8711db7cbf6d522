/** What benches ask of a running server: its database, its memory, and its interface as Alice. */
import fs from 'node:fs';
import path from 'node:path';

/** How to reach the embedded database of a data folder. Lines of postmaster.pid: the fourth is the port, the fifth the socket's folder. */
export function databaseOf(folder) {
  const file = fs.readdirSync(folder, { recursive: true }).find((name) => path.basename(name) === 'postmaster.pid');
  const [, , , port, host] = fs.readFileSync(path.join(folder, file), 'utf8').split('\n');
  return { host: host.trim(), port: Number(port), user: 'postgres', database: 'threadmark' };
}

/** Megabytes that a process holds now, and the most it ever held. */
export function memoryOf(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: read('VmRSS'), most: read('VmHWM') };
}

/** From now on the most is counted anew (proc(5), clear_refs). */
export const forgetMost = (pid) => fs.writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** Gives how to ask: method, route, body. Throws with the server's answer where it refuses. */
export async function signIn(url) {
  const ask = async (method, route, body, token) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const reply = await fetch(url + route, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  const { token } = await ask('POST', '/dev/token', { user: 'alice@northwind.example' });
  return (method, route, body) => ask(method, route, body, token);
}
