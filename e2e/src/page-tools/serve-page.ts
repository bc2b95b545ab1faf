import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../webapp/dist/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The built page with a gateway behind `/api/`, as a web server in front of both has it. */
export async function servePage(gateway: string) {
  const { hostname, port } = new URL(gateway);
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    const path = pathOf(incoming);
    if (path.startsWith('/api/')) {
      const { method, headers } = incoming;
      const onward = request({ hostname, port, path: path.slice(4), method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.writeHead(502).end());
      incoming.pipe(onward);
      return;
    }
    const file = normalize(path.split('?')[0] === '/' ? '/index.html' : (path.split('?')[0] ?? ''));
    readFile(join(folder, file)).then(
      (content) => {
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    const onward = connect(Number(port), hostname, () => {
      const lines = [`GET ${pathOf(incoming).slice(4)} HTTP/1.1`];
      for (const [name, value] of Object.entries(incoming.headers)) {
        lines.push(`${name}: ${String(value)}`);
      }
      onward.write(`${lines.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { url, close };
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url;
}
