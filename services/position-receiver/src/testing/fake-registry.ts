import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deviceSigns, type DeviceSigns } from '@fleetman/contract/registry';
import * as z from 'zod';

const question = z.object({ sha256: z.string().optional(), device: z.string().optional() });

/** A fleet-registry in the hands of a test, over HTTP. */
export class FakeRegistry {
  /** Who holds what, by the SHA-256 of a key or the name of a device. */
  readonly holders = new Map<string, object>();
  /** What was asked, in order. */
  readonly asked: string[] = [];
  readonly told: DeviceSigns[] = [];
  /** Whether all questions fail. */
  isAway = false;
  /** Questions for holders wait for this. */
  slow: Promise<void> = Promise.resolve();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #waiting = new Set<() => void>();
  #keys = 1;

  static async start(): Promise<FakeRegistry> {
    const registry = new FakeRegistry();
    registry.#server.listen(0, '127.0.0.1');
    await once(registry.#server, 'listening');
    return registry;
  }

  get url(): string {
    // A server that listens on a port has an address of this kind.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many wait to hear of changes. */
  get followers(): number {
    return this.#waiting.size;
  }

  /** Says that keys have changed. */
  announce(): void {
    this.#keys += 1;
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    // A request without an encoding gives buffers.
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    if (this.isAway) response.writeHead(503).end();
    else if (request.url?.startsWith('/internal/changes?')) this.#follow(request.url, response);
    else if (request.url === '/internal/signs') {
      this.told.push(deviceSigns.parse(JSON.parse(body)));
      response.writeHead(204).end();
    } else await this.#resolve(body, response);
  }

  async #resolve(body: string, response: ServerResponse): Promise<void> {
    const { sha256, device = '' } = question.parse(JSON.parse(body));
    const name = sha256 ?? device;
    this.asked.push(name);
    await this.slow;
    const holder = this.holders.get(name);
    if (holder) response.end(JSON.stringify(holder));
    else response.writeHead(404).end(JSON.stringify({ type: 'urn:fleetman:not-found' }));
  }

  #follow(url: string, response: ServerResponse): void {
    const answer = (): void => {
      const others = { vehicles: 1, people: 1, shares: 1, tokens: 1 };
      response.end(JSON.stringify({ ...others, keys: this.#keys }));
    };
    if (url.includes(`keys=${this.#keys}`)) this.#waiting.add(answer);
    else answer();
  }
}
