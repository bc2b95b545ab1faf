import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { describeError } from './describe-error.ts';

describe('describeError', () => {
  it('gives the message, and the code where there is no message', () => {
    const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });

    expect(describeError(new Error('the queue is away'))).toBe('the queue is away');
    expect(describeError(refused)).toBe('ECONNREFUSED');
    expect(describeError(new TypeError())).toBe('TypeError');
    expect(describeError('just a text')).toBe('just a text');
  });

  it('knows an error of another realm by its shape', () => {
    const foreign: unknown = runInNewContext('new RangeError("too far")');

    expect(foreign).not.toBeInstanceOf(Error);
    expect(describeError(foreign)).toBe('too far');
  });
});
