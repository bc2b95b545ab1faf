import { expect } from '@playwright/test';
import type { Kubectl } from '../machines/kubectl.ts';
import { PortForward } from '../machines/port-forward.ts';

/** An answer, as far as the tests look at it. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Somebody who asks a gateway, or the registry itself, and keeps the cookie of a login. */
export class Visitor {
  readonly #url: string;
  #cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  async ask(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: { cookie: this.#cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const [cookie = ''] = answer.headers.getSetCookie();
    if (cookie !== '') this.#cookie = cookie.replace(/;.*/, '');
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
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
export async function deliverAsOsmAnd(receiver: string, key: string): Promise<number> {
  const fix = `lat=-29.9045&lon=-71.2489&timestamp=${Date.now()}`;
  return (await fetch(`${receiver}/in/${key}/osmand?${fix}`)).status;
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
  return atService(kubectl, 'fleetman-fleet-registry', (url) => new Visitor(url).addVehicle(id));
}
