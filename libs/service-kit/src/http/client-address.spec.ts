import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { clientAddress } from './client-address.ts';

function request(forwardedFor?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: '10.0.0.9' });
  const message = new IncomingMessage(socket);
  if (forwardedFor !== undefined) message.headers['x-forwarded-for'] = forwardedFor;
  return message;
}

describe('clientAddress', () => {
  it.each<[string, string | undefined, number, string]>([
    ['who is connected, without a proxy', undefined, 0, '10.0.0.9'],
    ['who is connected, whatever is claimed', '6.6.6.6, 7.7.7.7', 0, '10.0.0.9'],
    ['whom one proxy heard', '1.1.1.1', 1, '1.1.1.1'],
    ['whom one proxy heard, whatever is claimed before', '6.6.6.6,1.1.1.1', 1, '1.1.1.1'],
    ['whom the outer of two proxies heard', '6.6.6.6, 1.1.1.1, 2.2.2.2', 2, '1.1.1.1'],
    ['the first that is named where proxies are missing', '1.1.1.1', 2, '1.1.1.1'],
    ['who is connected where no proxy says anything', undefined, 1, '10.0.0.9'],
  ])('is %s', (_, forwardedFor, proxies, expected) => {
    expect(clientAddress(request(forwardedFor), proxies)).toBe(expected);
  });
});
