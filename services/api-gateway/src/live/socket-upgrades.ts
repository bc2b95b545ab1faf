import type { IncomingMessage } from 'node:http';
import { FleetmanError, sendProblem } from '@fleetman/service-kit';
import type { RequestHandler } from 'express';

/**
 * Whether a request may leave HTTP: to become a WebSocket, where there are sockets. Any other wish is
 * passed over and the request answered, as RFC 9110, 7.8 has it: Java's HttpClient and `curl --http2`
 * ask for `h2c` by the way and wait for an answer.
 */
export function mayUpgrade({ url = '', headers }: IncomingMessage, socketPath: string): boolean {
  return isWebSocket(headers.upgrade) && url.startsWith(`${socketPath}/`);
}

/** Answers a WebSocket at any other path: taken for a request, it would be answered as something else. */
export function refuseOtherSockets(socketPath: string): RequestHandler {
  return (request, response, next) => {
    if (!isWebSocket(request.headers.upgrade)) {
      next();
      return;
    }
    const detail = `there is no socket at ${request.path}, but at ${socketPath}/`;
    sendProblem(request, response, new FleetmanError('not-found', detail));
  };
}

function isWebSocket(upgrade: string | undefined): boolean {
  return upgrade?.trim().toLowerCase() === 'websocket';
}
