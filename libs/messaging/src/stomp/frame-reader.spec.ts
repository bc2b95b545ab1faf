import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FrameReader } from './frame-reader.ts';
import { encodeFrame, type StompFrame } from './stomp-frame.ts';

function read(chunks: readonly Buffer[], maxBodyBytes = 1_000): readonly StompFrame[] {
  const frames: StompFrame[] = [];
  const reader = new FrameReader((frame) => frames.push(frame), maxBodyBytes);
  for (const chunk of chunks) reader.push(chunk);
  return frames;
}

const readText = (text: string) => read([Buffer.from(text)]);

describe('FrameReader', () => {
  it('reads a frame that the Java system sent and ActiveMQ delivered', () => {
    const body =
      '{"map":{"entry":[{"string":["time","2026-11-22T21:30:33.669+0000"]},{"string":["lat","53.3991490"]},{"string":["long","-1.4249500"]},{"string":["vehicle","Factory Run G"]}]}}';
    const [frame, ...others] = readText(
      'MESSAGE\nexpires:0\ndestination:/queue/positionQueue\nack:ID\\cvm-35299-1795382941243-4\\c2\n' +
        'subscription:1\npriority:4\ntransformation:jms-map-json\n' +
        'message-id:ID\\cvm-36155-1795382951915-1\\c1\\c21\\c1\\c422\npersistent:true\n' +
        `timestamp:1795383033669\n\n${body}\0\n`,
    );

    expect(others).toEqual([]);
    expect(frame?.command).toBe('MESSAGE');
    expect(frame?.headers.get('ack')).toBe('ID:vm-35299-1795382941243-4:2');
    expect(frame?.headers.get('timestamp')).toBe('1795383033669');
    expect(frame?.body.toString()).toBe(body);
    expect(frame?.size).toBe(body.length);
  });

  it('takes line ends between frames for heartbeats, of Windows too', () => {
    const frames = readText(
      '\n\r\n\nRECEIPT\r\nreceipt-id:1\r\n\r\n\0\n\n\r\nRECEIPT\nreceipt-id:2\n\n\0',
    );

    expect(frames.map(({ headers }) => headers.get('receipt-id'))).toEqual(['1', '2']);
  });

  it('reads the same frames however the bytes are cut', () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 5 });
    fc.assert(
      fc.property(bodies, fc.array(fc.nat(40)), fc.boolean(), (given, cuts, withLength) => {
        // Without a length, a body ends at its first zero.
        const sent = given.map((body) =>
          Buffer.from(withLength ? body : body.filter((byte) => byte !== 0)),
        );
        let rest = Buffer.concat(
          sent.map((body) => {
            const headers = withLength ? { 'content-length': body.length } : {};
            return encodeFrame({ command: 'MESSAGE', headers, body });
          }),
        );
        const chunks = cuts.map((cut) => {
          const chunk = rest.subarray(0, cut);
          rest = rest.subarray(cut);
          return chunk;
        });

        const frames = read([...chunks, rest]);

        expect(frames.map(({ body }) => body)).toEqual(sent);
      }),
    );
  });

  it.each([{}, { 'content-length': 1_001 }])(
    'keeps only the size of a body that is too large, and reads on (%j)',
    (headers) => {
      const large = encodeFrame({ command: 'MESSAGE', headers, body: Buffer.alloc(1_001, 'x') });
      const next = encodeFrame({ command: 'MESSAGE', body: Buffer.alloc(1_000, 'y') });

      const frames = read([large.subarray(0, 600), large.subarray(600), next]);

      expect(frames.map(({ body, size }) => [body.length, size])).toEqual([
        [0, 1_001],
        [1_000, 1_000],
      ]);
    },
  );

  it.each([
    ['HTTP/1.1 400 Bad Request\r\n\r\n', '"HTTP/1.1 400 Bad Request" is no frame of STOMP'],
    ['MESSAGE\ncontent-length:many\n\n', 'content-length: "many" given, expected bytes'],
    ['MESSAGE\ncontent-length:-1\n\n', 'content-length: "-1" given, expected bytes'],
    ['x'.repeat(300_000), 'a frame has a head of more than 262144 bytes'],
  ])('refuses %j', (text, message) => {
    expect(() => readText(text)).toThrow(message);
  });
});
