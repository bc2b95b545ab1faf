import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import * as z from 'zod';
import { ownCookie, type OwnCookie } from '../sealed/own-cookie.ts';
import { Seal } from '../sealed/seal.ts';

/** For how long a browser counts as somebody's, in seconds. */
const seconds = 180 * 86_400;

const device = z.object({ login: z.string(), id: z.string() });

/** How browsers keep what we seal. */
export interface KnownDevicesOptions {
  readonly secret: string;
  readonly isSecure: boolean;
}

/**
 * Knows the browsers by which somebody has logged in, by a cookie that says nothing else and lets nobody in: wrong
 * passwords from elsewhere do not hold up who sits there.
 */
export class KnownDevices {
  readonly #seal: Seal<z.infer<typeof device>>;
  readonly #cookie: OwnCookie;

  constructor({ secret, isSecure }: KnownDevicesOptions) {
    this.#seal = new Seal({ secret, purpose: 'device', content: device, seconds });
    this.#cookie = ownCookie({ name: 'fleetman-device', isSecure, seconds });
  }

  /** Somebody has just proved to be this person. */
  async remember(login: string, response: ServerResponse): Promise<void> {
    this.#cookie.set(response, await this.#seal.seal({ login, id: randomUUID() }));
  }

  /** By what a browser of this person is known; undefined if it is none. */
  async idOf(login: string, headers: IncomingHttpHeaders): Promise<string | undefined> {
    const text = this.#cookie.read(headers);
    const known = text === undefined ? undefined : await this.#seal.open(text);
    return known?.login === login ? known.id : undefined;
  }
}
