import type { IncomingMessage } from 'node:http';
import { clientAddress } from '@fleetman/service-kit';
import { ipKeyGenerator } from 'express-rate-limit';

/** Under what a client is counted: its address, of IPv6 the network that one customer is given. */
export function clientKey(request: IncomingMessage, trustedProxies: number): string {
  return ipKeyGenerator(clientAddress(request, trustedProxies));
}
