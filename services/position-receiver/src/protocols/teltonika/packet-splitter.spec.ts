import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { loginOf, packetOf, wrap } from '../../testing/teltonika-packets.ts';
import { longestPacket, PacketSplitter, type TeltonikaMessage } from './packet-splitter.ts';

const imei = '356307042441013';
const record = { time: new Date('2026-11-30T12:00:00.000Z'), lat: 1, lng: 2 };
const packet = packetOf([record, record]);

function messagesOf(chunks: readonly Uint8Array[]): TeltonikaMessage[] {
  const splitter = new PacketSplitter();
  return chunks.flatMap((chunk) => {
    splitter.add(Buffer.from(chunk));
    const messages: TeltonikaMessage[] = [];
    for (let next = splitter.next(); next; next = splitter.next()) messages.push(next);
    return messages;
  });
}

describe('PacketSplitter', () => {
  it('finds login, packets and signs of life', () => {
    const stream = Buffer.concat([loginOf(imei), packet, Buffer.of(0xff, 0xff), packet]);
    const data = packet.subarray(8, -4);

    expect(messagesOf([stream])).toEqual([
      { kind: 'login', imei },
      { kind: 'packet', data },
      { kind: 'alive' },
      { kind: 'alive' },
      { kind: 'packet', data },
    ]);
  });

  it('finds the same, whatever pieces the stream comes in', () => {
    const stream = Buffer.concat([
      loginOf(imei),
      packet,
      Buffer.of(0xff),
      packetOf([record], true),
    ]);
    const whole = messagesOf([stream]);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
        const ends = [...cuts, stream.length].toSorted((a, b) => a - b);
        const chunks = ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));

        expect(messagesOf(chunks)).toEqual(whole);
      }),
    );
    expect(messagesOf(Array.from(stream, (byte) => Buffer.of(byte)))).toEqual(whole);
  });

  it('names a packet that was damaged, and goes on with the next', () => {
    const damaged = Buffer.from(packet);
    damaged[20] = (damaged[20] ?? 0) ^ 1;

    expect(messagesOf([loginOf(imei), damaged, packet]).map(({ kind }) => kind)).toEqual([
      'login',
      'damaged',
      'packet',
    ]);
  });

  it.each([
    [loginOf('35630704244101X'), 'a login without an IMEI given, expected digits'],
    [loginOf('12'), 'a login of 2 bytes given, expected an IMEI of 14 to 17 digits'],
    [Buffer.from('GET / HTTP/1.1\r\n'), 'a login of 18245 bytes given'],
    [Buffer.concat([loginOf(imei), Buffer.alloc(8, 1)]), 'a packet that begins otherwise given'],
    [
      Buffer.concat([loginOf(imei), wrap(Buffer.alloc(longestPacket + 1))]),
      `a packet of ${longestPacket + 1} bytes given, expected 3 to ${longestPacket}`,
    ],
    [Buffer.concat([loginOf(imei), wrap(Buffer.alloc(0))]), 'a packet of 0 bytes given'],
  ])('gives a stream up that it cannot follow: %#', (stream, problem) => {
    expect(messagesOf([stream, packet]).at(-1)).toEqual({
      kind: 'broken',
      problem: expect.stringContaining(problem),
    });
  });

  it('reads any bytes without an error, and comes to an end', () => {
    const anyBytes = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.boolean(), anyBytes, (isLoggedIn, chunks) => {
        const stream = isLoggedIn ? [loginOf(imei), ...chunks] : chunks;
        const bytes = stream.reduce((sum, { length }) => sum + length, 0);

        expect(messagesOf(stream).length).toBeLessThanOrEqual(bytes);
      }),
    );
  });
});
