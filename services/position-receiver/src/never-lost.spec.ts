import { seededRandom } from '@fleetman/toolkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTrackerUnit } from './testing/fake-tracker-unit.ts';
import {
  startReceiver,
  vanImei,
  vanKey,
  type ReceiverUnderTest,
  type TestQueue,
} from './testing/start-receiver.ts';
import { loginOf, packetOf } from './testing/teltonika-packets.ts';

/** What an app has to deliver, and what it was told yes for; it deletes only that. */
class Outbox {
  readonly toldYes: number[] = [];
  attempts = 0;
  readonly #waiting: number[];

  /** Each fix has a second of its own, by which it is known again. */
  constructor(firstSecond: number, count: number) {
    this.#waiting = Array.from({ length: count }, (_, index) => firstSecond + index);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** The oldest fixes that wait, which stay until they are told yes. */
  next(count: number): readonly number[] {
    this.attempts += 1;
    return this.#waiting.slice(0, count);
  }

  heardYes(count: number): void {
    this.toldYes.push(...this.#waiting.splice(0, count));
  }
}

const fixes = 200;
/** 2026-11-01: each app has a stretch of seconds of its own from here on. */
const startSecond = 1_793_491_200;

/** Traccar Client: the oldest fix first, one a request, until it is answered 2xx. */
async function traccarClient(url: string, outbox: Outbox): Promise<void> {
  while (!outbox.isEmpty) {
    const [second = 0] = outbox.next(1);
    const query = `id=phone-1&timestamp=${second}&lat=1&lon=2&speed=10`;
    const response = await fetch(`${url}/in/${vanKey}/traccar?${query}`, { method: 'POST' });
    if (response.ok) outbox.heardYes(1);
  }
}

/** Overland: sends a batch again until it gets exactly the answer that it expects. */
async function overlandApp(url: string, outbox: Outbox): Promise<void> {
  while (!outbox.isEmpty) {
    const seconds = outbox.next(25);
    const locations = seconds.map((second) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [2, 1] },
      properties: { timestamp: new Date(second * 1_000).toISOString() },
    }));
    const response = await fetch(`${url}/in/${vanKey}/overland`, {
      method: 'POST',
      body: JSON.stringify({ locations }),
    });
    if ((await response.text()) === '{"result":"ok"}') outbox.heardYes(seconds.length);
  }
}

/** Teltonika: a packet again, over a new connection where the old one ended, until all of it is acknowledged. */
async function trackerUnit(port: number, outbox: Outbox): Promise<void> {
  while (!outbox.isEmpty) {
    const unit = await FakeTrackerUnit.connect(port);
    const isIn = (await unit.ask(loginOf(vanImei), 1))?.[0] === 1;
    if (isIn) await deliverOver(unit, outbox);
    unit.leave();
  }
}

/** Until a packet is not acknowledged whole. */
async function deliverOver(unit: FakeTrackerUnit, outbox: Outbox): Promise<void> {
  while (!outbox.isEmpty) {
    const seconds = outbox.next(10);
    const records = seconds.map((second) => ({ time: new Date(second * 1_000), lat: 1, lng: 2 }));
    const answer = await unit.ask(packetOf(records), 4);
    if (answer?.readUInt32BE() !== records.length) return;
    outbox.heardYes(records.length);
  }
}

/** The seconds of all fixes that the queue has. */
function publishedSeconds(queue: TestQueue): ReadonlySet<number> {
  return new Set(queue.published.flat().map(({ time }) => time.getTime() / 1_000));
}

describe('an app that keeps to its retry rule', () => {
  let receiver: ReceiverUnderTest;
  beforeEach(async () => {
    receiver = await startReceiver({ KEY_RATE_LIMIT: '0' });
    // A third of all publishes fails: before the broker has the reports, or although it has them.
    const random = seededRandom('never lost');
    receiver.queue.failure = () => {
      const draw = random();
      return draw < 0.2 ? 'before' : draw < 0.35 ? 'after' : undefined;
    };
  });
  afterEach(() => receiver.stop());

  it.each([
    ['Traccar Client', (outbox: Outbox) => traccarClient(receiver.service.url, outbox)],
    ['Overland', (outbox: Outbox) => overlandApp(receiver.service.url, outbox)],
    ['a Teltonika tracker', (outbox: Outbox) => trackerUnit(receiver.tcpPort, outbox)],
  ])('loses nothing that it was told yes for: %s', async (_app, deliver) => {
    const outbox = new Outbox(startSecond, fixes);

    await deliver(outbox);

    const published = publishedSeconds(receiver.queue);
    expect(outbox.toldYes).toHaveLength(fixes);
    expect(outbox.toldYes.filter((second) => !published.has(second))).toEqual([]);
    expect(published.size).toBe(fixes);
    // The queue did fail: some were tried more than once.
    expect(outbox.attempts).toBeGreaterThan(receiver.queue.published.length);
  });

  it('loses nothing beside others, while the broker comes and goes', async () => {
    const { queue, service, tcpPort } = receiver;
    const outboxes = [0, 1, 2].map((app) => new Outbox(startSecond + app * 1_000, fixes));
    const [phone, walker, unit] = outboxes;
    let publishes = 0;
    const fails = queue.failure;
    queue.failure = () => {
      publishes += 1;
      // A broker that is gone for a moment, as seen by all who ask meanwhile.
      if (publishes % 40 === 0) {
        queue.isAway = true;
        setTimeout(() => (queue.isAway = false), 20);
      }
      return fails();
    };

    await Promise.all([
      phone && traccarClient(service.url, phone),
      walker && overlandApp(service.url, walker),
      unit && trackerUnit(tcpPort, unit),
    ]);

    const published = publishedSeconds(queue);
    const toldYes = outboxes.flatMap((outbox) => outbox.toldYes);
    expect(toldYes).toHaveLength(3 * fixes);
    expect(toldYes.filter((second) => !published.has(second))).toEqual([]);
    expect(published.size).toBe(3 * fixes);
  });
});
