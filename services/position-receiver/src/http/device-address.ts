import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { findApp, type App } from '../protocols/http-protocols.ts';

/** What the address of a request says: whose key, and which app. */
export interface DeviceAddress {
  readonly key: string | undefined;
  /** Undefined if the address names none; `unknown` if it names one that there is not. */
  readonly app: App | 'unknown' | undefined;
}

/** Parts of a path after this one are key and app, whatever a proxy has put before. */
const entrance = 'in';

const addresses = new WeakMap<IncomingMessage, DeviceAddress>();

/** Whether a path is one that devices send to. */
export function isDevicePath(path: string): boolean {
  return /^\/+in(?:[/?]|$)/i.test(path);
}

/**
 * Takes the key out of a request's address before anybody logs or traces it: what is left is `/in` or
 * `/in/<app>`. The query, which has the place, goes from what is logged as well.
 */
export const takeKeyOut: RequestHandler = (request, _response, next) => {
  const found = splitAddress(request.url);
  if (found) {
    addresses.set(request, found.address);
    const path = found.address.app === undefined ? '/in' : `/in/${found.address.app}`;
    request.url = path + found.query;
    request.originalUrl = path;
  }
  next();
};

/** What {@link takeKeyOut} found. */
export function addressOf(request: IncomingMessage): DeviceAddress {
  return addresses.get(request) ?? { key: undefined, app: undefined };
}

/** Takes an address apart; undefined if it is none of a device. */
export function splitAddress(
  url: string,
): { readonly address: DeviceAddress; readonly query: string } | undefined {
  const [path = ''] = url.split('?', 1);
  const parts = path.split('/').filter((part) => part !== '');
  const at = parts.findIndex((part) => part.toLowerCase() === entrance);
  if (at < 0) return undefined;
  const [first = '', second = ''] = parts.slice(at + 1);
  return { address: readParts(first, second), query: url.slice(path.length) };
}

/** The key may stand alone, or come in a header; some people write both parts the other way round. */
function readParts(first: string, second: string): DeviceAddress {
  const app = findApp(first);
  if (second === '') {
    return app === undefined ? { key: decode(first), app: undefined } : { key: undefined, app };
  }
  if (app !== undefined) return { key: decode(second), app };
  return { key: decode(first), app: findApp(second) ?? 'unknown' };
}

function decode(part: string): string | undefined {
  if (part === '') return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    // No key has a percent sign: nobody will have this one.
    return part;
  }
}
