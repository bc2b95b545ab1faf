import { once } from 'node:events';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Kubectl } from '../machines/kubectl.ts';
import { PortForward } from '../machines/port-forward.ts';
import { makeCertificate } from '../machines/tls-proxy.ts';

/** An Ingress, in the fields that are read here. */
interface Ingress {
  readonly spec: {
    readonly rules: readonly {
      readonly host: string;
      readonly http: { readonly paths: readonly Path[] };
    }[];
  };
}

interface Path {
  readonly path: string;
  readonly backend: {
    readonly service: { readonly name: string; readonly port: { name: string } };
  };
}

/** Where requests to a host go that begin with a path. */
interface Route {
  readonly host: string;
  readonly path: string;
  readonly door: PortForward;
}

/** Stands in for an ingress controller, where a cluster has none: ends TLS, and leads by host and path. */
export interface IngressStandIn {
  readonly port: number;
  readonly close: () => void;
}

/** Opens the doors that the Ingresses of a namespace name. */
export async function openIngresses(kubectl: Kubectl): Promise<IngressStandIn> {
  const ingresses = await kubectl.list<Ingress>('ingresses');
  const rules = ingresses.flatMap(({ spec }) => spec.rules);
  const routes = await Promise.all(
    rules.flatMap(({ host, http }) => http.paths.map((path) => openRoute(kubectl, host, path))),
  );
  // The longest path that fits counts.
  const ordered = routes.toSorted((a, b) => b.path.length - a.path.length);
  const server = createServer(await makeCertificate(), (incoming, response) => {
    passOn(ordered, incoming, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
      for (const { door } of routes) door.close();
    },
  };
}

async function openRoute(kubectl: Kubectl, host: string, { path, backend }: Path): Promise<Route> {
  const { name, port } = backend.service;
  return { host, path, door: await PortForward.open(kubectl, `service/${name}`, port.name) };
}

function passOn(
  routes: readonly Route[],
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  const { method, headers, url = '/' } = incoming;
  const [path = ''] = url.split('?');
  const route = routes.find((one) => one.host === headers.host && isBelow(one.path, path));
  if (route === undefined) {
    response.writeHead(404).end();
    return;
  }
  const client = incoming.socket.remoteAddress ?? '';
  const named = { ...headers, 'x-forwarded-for': client, 'x-forwarded-proto': 'https' };
  const onward = request(
    `http://${route.door.host}${url}`,
    { method, headers: named },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.setTimeout(10_000, () => onward.destroy(new Error('no answer')));
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  incoming.pipe(onward);
}

/** Whether a path is a prefix in the sense of an Ingress, which takes whole parts between slashes. */
function isBelow(prefix: string, path: string): boolean {
  return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
}
