import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describePositionQueue } from '../contracts/position-queue.contract.ts';
import { ActiveMqUnderTest } from '../testing/activemq-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { GatedHandler, RecordingHandler, reportsOf } from '../testing/handlers.ts';

const url = process.env['STOMP_URL'] ?? '';
const describeWithBroker = url ? describe : describe.skip;

/** As recorded of the Java system's simulator, and of one whose decimals end otherwise. */
const mapMessage = (vehicle: string, lat: string) =>
  `{"map":{"entry":[{"string":["vehicle","${vehicle}"]},{"string":["lat","${lat}"]},` +
  '{"string":["long","-1.4249500"]},{"string":["time","2026-11-22T21:30:33.669+0000"]}]}}';

/** About half of the dead letters. */
const sampled = { selector: "draw LIKE '0%'" };

const asMap = { transformation: 'jms-map-json' };

describeWithBroker(`StompPositionQueue${url ? '' : ' (skipped: STOMP_URL is not set)'}`, () => {
  describePositionQueue('StompPositionQueue', async () => new ActiveMqUnderTest(url));

  let broker: ActiveMqUnderTest;
  let recorder: RecordingHandler;

  beforeEach(() => {
    broker = new ActiveMqUnderTest(url);
    recorder = new RecordingHandler();
  });

  afterEach(async () => {
    await broker.close();
  });

  it('publishes persistent text, JSON, that says when it was published', async () => {
    const before = Date.now();
    await broker.open().publish([aReport()]);

    const [message, ...others] = await broker.browse(broker.queue);

    expect(others).toEqual([]);
    expect(JSON.parse(String(message?.body))).toEqual(JSON.parse(JSON.stringify(aReport())));
    expect(Object.fromEntries(message?.headers ?? [])).toMatchObject({
      persistent: 'true',
      'content-type': 'application/json',
      'published-at': expect.stringMatching(/^\d{13}$/),
    });
    expect(Number(message?.headers.get('published-at'))).toBeGreaterThanOrEqual(before);
    // ActiveMQ gives a length to bytes only.
    expect(message?.headers.has('content-length')).toBe(false);
  });

  it('publishes many reports at once and in order, each as a message of its own', async () => {
    const reports = reportsOf('Truck', 250);
    await broker.open().publish(reports);

    const messages = await broker.browse(broker.queue);

    expect(messages.map(({ body }) => JSON.parse(String(body)) as unknown)).toEqual(
      JSON.parse(JSON.stringify(reports)),
    );
  });

  /** Parks so many messages, each in a millisecond of its own. */
  async function parkOneByOne(count: number): Promise<void> {
    let parked = 0;
    const queue = broker.open({ events: { onParked: () => (parked += 1) } });
    await queue.consume(recorder.handle);
    for (let index = 0; index < count; index++) {
      await broker.send(`bad ${index}`);
      await eventually(() => {
        expect(parked).toBe(index + 1);
      });
    }
    await queue.close();
  }

  it('drops the oldest of too many dead letters', async () => {
    await parkOneByOne(5);

    let dropped = 0;
    await broker
      .open({
        deadLetters: { max: 2, maxAgeMs: 60_000 },
        events: { onDeadLettersDropped: (count) => (dropped += count) },
      })
      .consume(recorder.handle);

    await eventually(() => {
      expect(dropped).toBe(3);
    });
    expect((await broker.parked()).map(({ body }) => body)).toEqual(['bad 3', 'bad 4']);
  });

  it('drops the oldest of more dead letters than it counts one by one', async () => {
    const max = 250;
    await broker.open({ events: {} }).consume(recorder.handle);
    for (let index = 0; index < 600; index++) await broker.send(`bad ${index}`);
    await eventually(async () => {
      expect((await broker.browse(broker.deadLetters, sampled)).length).toBeGreaterThan(240);
    }, 20_000);

    let dropped = 0;
    await broker
      .open({
        deadLetters: { max, maxAgeMs: 60_000 },
        events: { onDeadLettersDropped: (count) => (dropped += count) },
      })
      .consume(recorder.handle);

    await eventually(() => {
      expect(dropped).toBeGreaterThan(600 - 1.5 * max);
    });
    expect(dropped).toBeLessThan(600 - 0.5 * max);
    expect((await broker.parked()).at(-1)).toMatchObject({ body: 'bad 599' });
  }, 60_000);

  describe('among services of the Java system', () => {
    it('publishes the MapMessages that they read', async () => {
      await broker.open({ format: 'map-message' }).publish(reportsOf('Truck', 2));

      const messages = await broker.browse(broker.queue, asMap);
      const untransformed = await broker.browse(broker.queue);

      const entries = messages.map(({ body }) => readEntries(String(body)));
      expect(entries).toEqual([
        {
          vehicle: 'Truck 0',
          lat: -29.90453,
          long: -71.24894,
          time: '2026-11-22T10:00:00.000+0000',
        },
        {
          vehicle: 'Truck 1',
          lat: -29.90453,
          long: -71.24894,
          time: '2026-11-22T10:00:00.000+0000',
        },
      ]);
      // What is a MapMessage has no body for STOMP until it is transformed.
      expect(untransformed.map(({ body }) => body.length)).toEqual([0, 0]);
    });

    it('reads the MapMessages that they publish, a vehicle called 12 too', async () => {
      const ages: number[] = [];
      const queue = broker.open({ events: { onHandled: (ageMs) => ages.push(ageMs) } });
      await queue.consume(recorder.handle);

      await broker.send(mapMessage('Factory Run G', '53.3991490'), asMap);
      await broker.send(mapMessage('12', '53.399149'), asMap);

      await eventually(() => {
        expect(recorder.vehicles).toEqual(['12', 'Factory Run G']);
      });
      const [report] = recorder.reports;
      expect(report).toMatchObject({ lat: 53.399149, lng: -1.42495 });
      expect(report?.time.toISOString()).toBe('2026-11-22T21:30:33.669Z');
      // They do not say when they were published; ActiveMQ does.
      expect(ages).toHaveLength(2);
    });

    it('carries what it publishes as a MapMessage to its own consumer', async () => {
      const report = aReport({ vehicle: 'Camión "7" \\ a/b', speed: 12.5, heading: 359.5 });
      const queue = broker.open({ format: 'map-message' });
      await queue.consume(recorder.handle);

      await queue.publish([report]);

      await eventually(() => {
        expect(recorder.reports).toEqual([report]);
      });
    });

    it('parks a MapMessage that is no report, as JSON', async () => {
      await broker.open().consume(recorder.handle);

      await broker.send(mapMessage('Lost Truck', '91'), asMap);

      await eventually(async () => {
        expect(await broker.parked()).toMatchObject([
          { cause: 'schema', detail: expect.stringContaining('lat: "91" given') },
        ]);
      });
      expect(JSON.parse((await broker.parked())[0]?.body ?? '')).toMatchObject({
        vehicle: 'Lost Truck',
        lat: '91',
      });
    });
  });

  it('loses no report, nor any to ActiveMQ.DLQ, however often it gives them back', async () => {
    await broker.open().publish(reportsOf('Truck', 5));

    // A consumer in Java would have sent them to ActiveMQ.DLQ after the seventh time.
    for (let restart = 0; restart < 10; restart++) {
      const failing = broker.open();
      let attempts = 0;
      await failing.consume(async () => {
        attempts += 1;
        throw new Error('the store is away');
      });
      await eventually(() => {
        expect(attempts).toBeGreaterThan(0);
      });
      await failing.close();
    }

    await broker.open().consume(recorder.handle);
    await eventually(() => {
      expect(recorder.vehicles).toHaveLength(5);
    });
  }, 30_000);

  it('leaves it to ActiveMQ to put away more large messages than it has room for', async () => {
    const gated = new GatedHandler();
    let parked = 0;
    const queue = broker.open({ events: { onParked: () => (parked += 1) } });
    await queue.publish([aReport()]);
    await queue.consume(gated.handle);
    await eventually(() => {
      expect(gated.batches).toHaveLength(1);
    });

    const large = Buffer.alloc(2 * 1024 * 1024, 'x');
    for (let count = 0; count < 11; count++) await broker.send(large, { test: broker.queue });
    await broker.send(Buffer.alloc(17 * 1024 * 1024, 'x'), { test: broker.queue });

    await eventually(() => {
      expect(parked).toBe(4);
    }, 20_000);
    gated.open();
    await eventually(async () => {
      expect((await broker.parked()).map(({ body }) => body.length)).toEqual(
        Array(8).fill(large.length),
      );
    }, 20_000);
    const selector = `test = '${broker.queue}'`;
    const refused = await broker.take('ActiveMQ.DLQ', 4, { selector });
    expect(refused.map(({ size }) => size / large.length)).toEqual([1, 1, 1, 8.5]);
    expect(parked).toBe(12);
    expect(queue.connection).toEqual({ connected: true });
  }, 60_000);
});

/** The entries of a MapMessage, as ActiveMQ writes it in JSON. */
function readEntries(body: string): Record<string, unknown> {
  const { map } = JSON.parse(body) as { map: { entry: { string: [string, unknown] }[] } };
  return Object.fromEntries(map.entry.map(({ string }) => string));
}
