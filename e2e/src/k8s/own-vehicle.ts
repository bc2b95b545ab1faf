import { expect } from '@playwright/test';
import { askTls } from '../machines/ask-tls.ts';
import type { Kubectl } from '../machines/kubectl.ts';
import { PortForward } from '../machines/port-forward.ts';

/** An answer, as far as the tests look at it. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** How somebody asks. */
interface Request {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object | undefined;
}

/** What comes back. */
interface Response {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly text: string;
}

/** Asks for a path at a place of its own. */
export type Way = (path: string, request: Request) => Promise<Response>;

/** By plain HTTP at this URL. */
export function over(url: string): Way {
  return async (path, { method, headers, body }) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    return {
      status: answer.status,
      cookies: answer.headers.getSetCookie(),
      text: await answer.text(),
    };
  };
}

/** Over TLS, at this port of this machine, as one who has looked up this host's name. */
export function overTls(port: number, host: string): Way {
  return async (path, { method, headers, body }) => {
    const answer = await askTls(port, path, { method, headers: { ...headers, host }, body });
    const { status, text } = answer;
    return { status, cookies: answer.headers['set-cookie'] ?? [], text };
  };
}

/** The same way, for paths below this one. */
export function below(prefix: string, way: Way): Way {
  return (path, request) => way(`${prefix}${path}`, request);
}

/** Somebody who asks a gateway, or the registry itself, and keeps the cookie of a login. */
export class Visitor {
  readonly #way: Way;
  #cookie = '';

  constructor(way: Way) {
    this.#way = way;
  }

  async ask(method: string, path: string, body?: object): Promise<Answer> {
    const headers = { cookie: this.#cookie };
    const { status, cookies, text } = await this.#way(path, { method, headers, body });
    const [cookie = ''] = cookies;
    if (cookie !== '') this.#cookie = cookie.replace(/;.*/, '');
    return { status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Makes a vehicle with a key, and resolves with the key. */
  async addVehicle(id: string): Promise<string> {
    expect((await this.ask('PUT', `/vehicles/${id}`, { name: `The ${id}` })).status).toBe(200);
    const { status, body } = await this.ask('POST', `/vehicles/${id}/keys`, {});
    expect(Math.floor(status / 100)).toBe(2);
    return (body as { readonly key: string }).key;
  }

  /** The names of the vehicles that are seen. */
  async vehicleNames(): Promise<readonly string[]> {
    const { status, body } = await this.ask('GET', '/vehicles');
    expect(status).toBe(200);
    return (body as { readonly name: string }[]).map(({ name }) => name);
  }
}

/** Delivers a fix as OsmAnd does; resolves with the status. */
export async function deliverAsOsmAnd(way: Way, key: string): Promise<number> {
  const path = `/in/${key}/osmand?lat=-29.9045&lon=-71.2489&timestamp=${Date.now()}`;
  return (await way(path, { method: 'GET', headers: {}, body: undefined })).status;
}

/** Opens the door of a service (its port 8080) to this machine, for as long as `use` runs with its URL. */
export async function atService<T>(
  kubectl: Kubectl,
  service: string,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const forward = await PortForward.open(kubectl, `service/${service}`, 8080);
  try {
    return await use(`http://${forward.host}`);
  } finally {
    forward.close();
  }
}

/** Makes a vehicle with a key at the registry itself, and resolves with the key. */
export function registerVehicle(kubectl: Kubectl, id: string): Promise<string> {
  return atService(kubectl, 'fleetman-fleet-registry', (url) =>
    new Visitor(over(url)).addVehicle(id),
  );
}
