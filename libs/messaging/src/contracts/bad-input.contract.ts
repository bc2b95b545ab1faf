import type { RefusalCause } from '@fleetman/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { BrokerUnderTest } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { RecordingHandler } from '../testing/handlers.ts';

const time = '2026-11-22T10:00:00.000Z';
const good = { vehicle: 'Good Truck', lat: -29.9, lng: -71.2, time };
const without = (field: keyof typeof good) => ({ ...good, [field]: undefined });
const named = (vehicle: string) => ({ ...good, vehicle });

interface BadMessage {
  readonly what: string;
  readonly body: string | Buffer;
  readonly cause: RefusalCause;
  /** A part of the sentence that says what was given and what was expected. */
  readonly detail: string;
}

const bad = (
  what: string,
  value: unknown,
  detail: string,
  cause: RefusalCause = 'schema',
): BadMessage => ({ what, body: JSON.stringify(value), cause, detail });

const badMessages: readonly BadMessage[] = [
  { what: 'text', body: 'hello', cause: 'not-json', detail: 'expected JSON' },
  { what: 'an empty body', body: '', cause: 'not-json', detail: 'expected JSON' },
  { what: 'cut JSON', body: '{"vehicle":"Tr', cause: 'not-json', detail: 'expected JSON' },
  {
    what: 'bytes that are no text',
    body: Buffer.from([0xff, 0xfe, 0x00]),
    cause: 'not-json',
    detail: 'expected JSON',
  },
  {
    what: 'a message of 2 MB',
    body: JSON.stringify({ ...good, note: 'x'.repeat(2_000_000) }),
    cause: 'too-large',
    detail: 'bytes in one message',
  },
  bad('null', null, 'null given'),
  bad('a number', 42, '42 given'),
  bad('a report without a vehicle', without('vehicle'), 'vehicle: nothing given'),
  bad('a report without a latitude', without('lat'), 'lat: nothing given'),
  bad('a report without a time', without('time'), 'time: nothing given'),
  bad('latitude 91', { ...good, lat: 91 }, 'lat: 91 given'),
  bad('latitude "NaN"', { ...good, lat: 'NaN' }, 'lat: "NaN" given'),
  bad('longitude 181', { ...good, lng: 181 }, 'lng: 181 given'),
  bad('a time without a zone', { ...good, time: '2026-11-22T10:00:00' }, 'time: '),
  bad('a day that does not exist', { ...good, time: '2026-02-30T10:00:00Z' }, 'time: '),
  bad('an empty vehicle name', named(''), 'vehicle: "" given'),
  bad('a vehicle name of 101 characters', named('x'.repeat(101)), 'vehicle: "xxx'),
  bad('a vehicle name with a line break', named('a\nb'), 'vehicle: "a\\nb" given'),
  bad('an array of 1,001 reports', Array(1_001).fill(good), '1001 reports in one message'),
];

/** A large message takes its time on a busy machine. */
const patienceMs = 10_000;

const oddButValid = ['a/b', '100 %', '%2F', '<script>alert(1)</script>', '🚚 Camión', '../x'];

/** What every adapter of `PositionQueue` does with messages nobody should send: a part of its contract. */
export function describeBadInput(broker: () => BrokerUnderTest): void {
  describe('given bad input', () => {
    let recorder: RecordingHandler;

    beforeEach(() => {
      recorder = new RecordingHandler();
    });

    it.each(badMessages)(
      'parks $what and stores its neighbours',
      async (message) => {
        const causes: RefusalCause[] = [];
        const queue = broker().open({ events: { onParked: (cause) => causes.push(cause) } });
        await queue.consume(recorder.handle);

        await broker().send(JSON.stringify(named('Before')));
        await broker().send(message.body);
        await broker().send(JSON.stringify(named('After')));

        await eventually(async () => {
          expect(recorder.vehicles).toEqual(['After', 'Before']);
          expect(await broker().parked()).toEqual([
            {
              cause: message.cause,
              detail: expect.stringContaining(message.detail),
              body: message.body.toString(),
              count: 1,
            },
          ]);
          expect(causes).toEqual([message.cause]);
        }, patienceMs);
        expect(queue.connection).toEqual({ connected: true });
      },
      2 * patienceMs,
    );

    it('parks only the bad report of an array', async () => {
      await broker().open().consume(recorder.handle);
      const badOne = { ...good, lat: 91 };

      await broker().send(JSON.stringify([named('First'), badOne, named('Last')]));

      await eventually(async () => {
        expect(recorder.vehicles).toEqual(['First', 'Last']);
        expect(await broker().parked()).toMatchObject([{ body: JSON.stringify(badOne) }]);
      });
    });

    it.each(oddButValid)('stores a vehicle named %j', async (vehicle) => {
      await broker().open().consume(recorder.handle);

      await broker().send(JSON.stringify(named(vehicle)));

      await eventually(() => {
        expect(recorder.vehicles).toEqual([vehicle]);
      });
    });

    it('ignores fields it does not know', async () => {
      await broker().open().consume(recorder.handle);

      await broker().send(JSON.stringify({ ...good, tyres: 4 }));

      await eventually(() => {
        expect(recorder.vehicles).toEqual(['Good Truck']);
      });
      expect(await broker().parked()).toEqual([]);
    });
  });
}
