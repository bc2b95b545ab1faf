import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeHead, encodeFrame } from './stomp-frame.ts';

const text = (...args: Parameters<typeof encodeFrame>) => encodeFrame(...args).toString();

describe('encodeFrame', () => {
  it('writes command, headers, an empty line, the body and a zero byte', () => {
    const headers = { destination: '/queue/a', 'activemq.prefetchSize': 5, selector: undefined };

    expect(text({ command: 'SEND', headers, body: Buffer.from('{"a":1}') })).toBe(
      'SEND\ndestination:/queue/a\nactivemq.prefetchSize:5\n\n{"a":1}\0',
    );
    expect(text({ command: 'DISCONNECT' })).toBe('DISCONNECT\n\n\0');
  });

  it('escapes what ends a header, but not in CONNECT, which knows no escapes', () => {
    expect(text({ command: 'ACK', headers: { id: 'ID:a\\b\r\nc' } })).toBe(
      'ACK\nid:ID\\ca\\\\b\\r\\nc\n\n\0',
    );
    expect(text({ command: 'CONNECT', headers: { passcode: 'a:b' } })).toBe(
      'CONNECT\npasscode:a:b\n\n\0',
    );
  });
});

describe('decodeHead', () => {
  it('reads command and headers, also with the line ends of Windows', () => {
    const { command, headers } = decodeHead('MESSAGE\r\nack:ID\\cvm-1\\c2\r\nempty:\r\na:b:c');

    expect(command).toBe('MESSAGE');
    expect([...headers]).toEqual([
      ['ack', 'ID:vm-1:2'],
      ['empty', ''],
      ['a', 'b:c'],
    ]);
  });

  it('keeps the first of two headers with one name', () => {
    expect(decodeHead('MESSAGE\na:first\na:second').headers.get('a')).toBe('first');
  });

  it('reads CONNECTED as it stands', () => {
    expect(decodeHead('CONNECTED\nsession:a\\cb').headers.get('session')).toBe('a\\cb');
  });

  it('reads every header that encodeFrame writes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, unit: 'binary' }), fc.string({ unit: 'binary' })),
        (headers) => {
          const lines = text({ command: 'SEND', headers }).split('\n\n', 1)[0] ?? '';

          expect(Object.fromEntries(decodeHead(lines).headers)).toEqual(headers);
        },
      ),
    );
  });
});
