import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { ServiceSettings } from '../config/settings.ts';

/** The log of a process: JSON lines for machines, or `LOG_FORMAT=text` for people. */
export function createLogger(
  name: string,
  settings: Pick<ServiceSettings, 'LOG_LEVEL' | 'LOG_FORMAT'>,
  destination?: DestinationStream,
): Logger {
  const options = { level: settings.LOG_LEVEL, base: { name } };
  if (settings.LOG_FORMAT === 'json')
    return destination ? pino(options, destination) : pino(options);
  const people = { singleLine: true, translateTime: 'HH:MM:ss', ignore: 'pid,hostname' };
  return pino(options, PinoPretty({ ...people, ...(destination && { destination }) }));
}

/**
 * Nest's own messages in our log. What it says while it builds modules and maps routes is detail for
 * a developer; its warnings and errors keep their level.
 */
export class NestLogger implements LoggerService {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  log(message: unknown, ...context: unknown[]): void {
    this.#log.debug({ context }, String(message));
  }

  debug(message: unknown, ...context: unknown[]): void {
    this.#log.trace({ context }, String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.#log.warn({ context }, String(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    this.#log.error(
      { context, ...(message instanceof Error && { err: message }) },
      String(message),
    );
  }
}
