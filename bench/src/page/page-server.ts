import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { liveSocketPath } from '@fleetman/contract';
import { Server } from 'socket.io';
import type { CirclingFleet } from './page-fleet.ts';
import { FleetFrames } from './page-frames.ts';

const folder = fileURLToPath(new URL('../../../webapp/dist/', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};
const updatesASecond = 10;

/** The built page with a fleet that reports, as the gateway tells of it. */
export interface PageServer {
  readonly url: string;
  /** Reports of the whole fleet that were sent each second. */
  close(): Promise<void>;
}

/**
 * Serves the page and plays its gateway, at a tenth of whose price: each vehicle reports `speedUp`
 * times a second, a part of them in each of ten updates.
 */
export async function servePage(fleet: CirclingFleet, speedUp = 1): Promise<PageServer> {
  const frames = new FleetFrames(fleet);
  const server = createServer(({ url = '/' }, response) => {
    const path = normalize(url.split('?')[0] ?? '/');
    const file = path === '/' ? '/index.html' : path;
    readFile(join(folder, file)).then(
      (content) => {
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  const sockets = new Server(server, {
    path: `/api/${liveSocketPath}`,
    transports: ['websocket'],
    serveClient: false,
    pingInterval: 1_000,
  });
  sockets.on('connection', (socket) => {
    socket.emit('names', 0, fleet.names);
    socket.emit('fleet', frames.frame('snapshot'));
    socket.on('view', () => socket.emit('fleet', frames.frame('bounds')));
  });
  let update = 0;
  const timer = setInterval(
    () => {
      sockets.emit('fleet', frames.frame('update', update++ % updatesASecond, updatesASecond));
    },
    1_000 / updatesASecond / speedUp,
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    clearInterval(timer);
    await sockets.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
