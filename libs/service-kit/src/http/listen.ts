import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ConfigError } from '../errors.ts';
import type { ServiceSettings } from '../config/settings.ts';

/**
 * Has an initialised service listen where its settings say, and resolves with its address. Nest's own
 * `listen` would log a stack for a port that is taken.
 *
 * @throws ConfigError naming the setting, where it cannot listen there.
 */
export function listen(
  app: NestExpressApplication,
  { PORT: port, HOST }: Pick<ServiceSettings, 'PORT' | 'HOST'>,
): Promise<string> {
  return listenOn(app.getHttpServer(), { setting: 'PORT', port, HOST });
}

/** Where a server is to listen, and the setting that says so. */
export interface Place {
  readonly setting: string;
  readonly port: number;
  readonly HOST: string;
}

/**
 * The same for any server.
 *
 * @throws ConfigError naming the setting, where it cannot listen there.
 */
export async function listenOn(server: Server, place: Place): Promise<string> {
  try {
    server.listen(place.port, place.HOST);
    await once(server, 'listening');
  } catch (error) {
    // What a socket's listen throws is one of Node's system errors.
    throw explain(error as NodeJS.ErrnoException, place);
  }
  // A server that listens on a port always has an address of this kind.
  return addressOf((server.address() as AddressInfo).port, place.HOST);
}

function explain(error: NodeJS.ErrnoException, { setting, port, HOST: host }: Place): Error {
  const given = `${setting}: "${port}" given, but`;
  switch (error.code) {
    case 'EADDRINUSE': {
      const hint = `choose another port, like ${setting}=${port + 1}`;
      return new ConfigError([`${given} another program listens there; ${hint}`]);
    }
    case 'EACCES':
      return new ConfigError([`${given} this user may not listen there`]);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError([`HOST: "${host}" given, expected an address of this machine`]);
    default:
      return error;
  }
}

function addressOf(port: number, host: string): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
