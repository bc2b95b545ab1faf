/**
 * A helper with the ceiling of the live stream: it speaks just enough of socket.io, and sends one frame
 * over and over to all clients, as fast as they take it.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { serverFrame } from '../wire/web-socket-reader.ts';
import { serveTasks } from './helper-process.ts';

const text = (content: string) => serverFrame('text', Buffer.from(content));
const head = text('451-["fleet",{"_placeholder":true,"num":0}]');

/** What RFC 6455 has the server add to the client's key. */
const keySuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

const sockets = new Set<Duplex>();
let frame = serverFrame('binary', Buffer.alloc(32));
let isSending = false;

const server = createServer().on('upgrade', (request, socket) => {
  const key = String(request.headers['sec-websocket-key']) + keySuffix;
  const accepted = createHash('sha1').update(key).digest('base64');
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accepted}\r\n\r\n`,
  );
  socket.write(Buffer.concat([text('0{}'), text('40{}'), head, frame]));
  sockets.add(socket);
  const forget = () => sockets.delete(socket);
  socket.on('close', forget).on('error', forget).resume();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

/** From now on all clients get frames of so many vehicles. */
function send({ frameBytes }: { frameBytes: number }): void {
  frame = serverFrame('binary', Buffer.alloc(frameBytes));
  if (isSending) return;
  isSending = true;
  sendAround();
}

/** Who has not taken the last one is passed over, as the gateway does it. */
function sendAround(): void {
  if (!isSending) return;
  const both = Buffer.concat([head, frame]);
  for (const socket of sockets) if (socket.writableLength === 0) socket.write(both);
  setImmediate(sendAround);
}

function pause(): void {
  isSending = false;
}

// A server that listens on a port always has an address of this kind.
const { port } = server.address() as AddressInfo;
const url = `http://127.0.0.1:${port}`;

serveTasks({ url: () => url, send, pause }, () => {
  server.close();
});
