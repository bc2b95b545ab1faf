import { describe, expect, it } from '@jest/globals';
import { describeBrokerError } from './describe-broker-error.ts';

describe('describeBrokerError', () => {
  it('names queue and argument where a queue exists with other settings', () => {
    const error = new Error(
      'Operation failed: QueueDeclare; 406 (PRECONDITION-FAILED) with message "PRECONDITION_FAILED - ' +
        "inequivalent arg 'x-queue-type' for queue 'positionQueue' in vhost '/': " +
        "received the value 'quorum' of type 'longstr' but current is none\"",
    );

    expect(describeBrokerError(error)).toBe(
      "the queue positionQueue exists with other settings: x-queue-type is none, expected the value 'quorum' " +
        "of type 'longstr'; delete the queue or give it these settings",
    );
  });

  it('names the plugin that partitions take', () => {
    const error = new Error(
      'Connection closed: 503 (COMMAND-INVALID) with message "COMMAND_INVALID - unknown exchange type ' +
        "'x-consistent-hash'\"",
    );

    expect(describeBrokerError(error)).toContain(
      'rabbitmq-plugins enable rabbitmq_consistent_hash_exchange',
    );
  });

  it('repeats what RabbitMQ says otherwise', () => {
    expect(describeBrokerError(new Error('403 (ACCESS-REFUSED)'))).toBe('403 (ACCESS-REFUSED)');
  });

  it('tells the code of an error that Node left without a message', () => {
    const error = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });

    expect(describeBrokerError(error)).toBe('ECONNREFUSED');
  });
});
