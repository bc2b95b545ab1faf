import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ConfigError } from './errors.ts';
import type { ServiceSettings } from './settings.ts';

/**
 * Has an initialised service listen where its settings say, and resolves with its address. Nest's own
 * `listen` would log a stack for a port that is taken.
 *
 * @throws ConfigError naming the setting, where it cannot listen there.
 */
export async function listen(
  app: NestExpressApplication,
  { PORT, HOST }: Pick<ServiceSettings, 'PORT' | 'HOST'>,
): Promise<string> {
  const server = app.getHttpServer();
  try {
    server.listen(PORT, HOST);
    await once(server, 'listening');
  } catch (error) {
    // What a socket's listen throws is one of Node's system errors.
    throw explain(error as NodeJS.ErrnoException, PORT, HOST);
  }
  // A server that listens on a port always has an address of this kind.
  return addressOf((server.address() as AddressInfo).port, HOST);
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE': {
      const hint = `choose another port, like PORT=${port + 1}`;
      return new ConfigError([`PORT: "${port}" given, but another program listens there; ${hint}`]);
    }
    case 'EACCES':
      return new ConfigError([`PORT: "${port}" given, but this user may not listen there`]);
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
