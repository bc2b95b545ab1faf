import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections: one of those could take it meanwhile. */
const range = { from: 20_000, to: 30_000 };
const tries = 50;

/** A TCP port of 127.0.0.1 on which nobody listens now. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = randomInt(range.from, range.to);
    if (await canListen(port)) return port;
  }
  throw new Error(`No free port from ${range.from} to ${range.to} in ${tries} tries`);
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    // Somebody else listens there.
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
