import { aPosition } from '@fleetman/contract/testing';
import type { Person } from '@fleetman/contract/registry';
import type { RunningService } from '@fleetman/service-kit';
import { FakeRegistry } from './fake-registry.ts';
import { FakeTracker } from './fake-tracker.ts';
import { startGateway } from './start-gateway.ts';

/** An admin, and a viewer of the vehicles of the group `north`. */
const ann: Person = { login: 'ann', name: 'Ann', role: 'admin', active: true };
export const bob: Person = {
  ...{ login: 'bob', name: 'Bob', role: 'viewer' },
  ...{ groups: ['north'], active: true },
};

export const json = { 'content-type': 'application/json' };

/** A gateway below `/api` where people log in, with two vehicles: `a`, which Bob sees, and `b`. */
export class GatewayWithLogin {
  readonly tracker: FakeTracker;
  readonly registry: FakeRegistry;
  readonly service: RunningService;

  private constructor(parts: Pick<GatewayWithLogin, 'tracker' | 'registry' | 'service'>) {
    this.tracker = parts.tracker;
    this.registry = parts.registry;
    this.service = parts.service;
  }

  static async start(): Promise<GatewayWithLogin> {
    const tracker = await FakeTracker.start();
    tracker.answer = FakeTracker.json(['a', 'b'].map((name) => aPosition({ name })));
    const registry = await FakeRegistry.start();
    registry.addPerson(ann);
    registry.addPerson(bob);
    registry.vehicles = [{ id: 'a', name: 'Van A', group: 'north', retired: false }];
    const environment = {
      TRACKER_URL: tracker.url,
      LIVE_URL: 'memory:',
      REGISTRY_URL: registry.url,
      LOGIN: 'password',
      SESSION_SECRET: 'a secret of thirty-two characters',
    };
    const service = await startGateway(environment, 'api');
    return new GatewayWithLogin({ tracker, registry, service });
  }

  async stop(): Promise<void> {
    await this.service.close();
    await this.registry.stop();
    await this.tracker.stop();
  }

  ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.service.url}/api${path}`, init);
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const init = { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) };
    return this.ask(path, init);
  }

  /** The cookie of a new session. */
  async logIn(login: string): Promise<{ cookie: string }> {
    return { cookie: cookieOf(await this.post('/session', { login, password: 'password' })) };
  }

  async namesSeen(headers: Record<string, string>): Promise<string[]> {
    const vehicles = (await (await this.ask('/vehicles', { headers })).json()) as {
      name: string;
    }[];
    return vehicles.map(({ name }) => name);
  }
}

/** The first cookie that an answer sets, as a browser sends it. */
export function cookieOf(response: Response): string {
  return (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}
