import type { IncomingMessage } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';
import { clientAddress } from './client-address.ts';

/** Under what a client is counted: its address, of IPv6 the network that one customer is given. */
export function clientKey(request: IncomingMessage, trustedProxies: number): string {
  return addressKey(clientAddress(request, trustedProxies));
}

/** The same for an address that is known already, as that of a TCP connection. */
export function addressKey(address: string): string {
  return ipKeyGenerator(address);
}
