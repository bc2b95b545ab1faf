import { describe, expect, it } from '@jest/globals';
import { amqpAddress, withHeartbeat } from './amqp-url.ts';

describe('amqpAddress', () => {
  it('names scheme, host, port and virtual host, and no user or password', () => {
    expect(amqpAddress('amqps://fleet:s3cret@queue:5671/fleetman?heartbeat=5')).toBe(
      'amqps://queue:5671/fleetman',
    );
  });
});

describe('withHeartbeat', () => {
  it('asks for a heartbeat and changes nothing else', () => {
    expect(withHeartbeat('amqp://fleet:s%20cret@queue:5673/%2f')).toBe(
      'amqp://fleet:s%20cret@queue:5673/%2f?heartbeat=15',
    );
  });

  it('leaves a heartbeat as it is', () => {
    expect(withHeartbeat('amqp://queue?heartbeat=5')).toBe('amqp://queue?heartbeat=5');
  });
});
