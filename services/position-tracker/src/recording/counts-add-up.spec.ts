import type { PositionReport } from '@fleetman/contract';
import {
  eventually,
  InMemoryBroker,
  InMemoryPositionQueue,
  silentLog,
} from '@fleetman/messaging/testing';
import { Metrics } from '@fleetman/service-kit';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import type { Saved } from '../store/position-store.ts';
import { PositionRecorder } from './position-recorder.ts';
import { trackerMetrics } from './tracker-metrics.ts';
import { VehicleRoll } from './vehicle-roll.ts';

const noon = new Date('2026-11-22T12:00:00.000Z').getTime();
const now = () => new Date(noon);
const retentionMs = 604_800_000;
const epochMs = 1_024 * 604_800_000;

/** What goes wrong when a batch is stored. */
type Mishap =
  /** The store takes nothing. */
  | 'away'
  /** The store has saved the batch, and its answer is lost. */
  | 'lost-answer'
  /** The tracker dies before it acknowledges: all messages in hand come back. */
  | 'death';

/** A whole tracker but for its REST side: queue, recorder, store and counters. */
class TrackerPath {
  readonly broker = new InMemoryBroker();
  readonly metrics = new Metrics();
  readonly #mishaps: (Mishap | undefined)[];
  readonly #events = trackerMetrics(this.metrics);
  readonly #limits: { readonly maxReports: number; readonly prefetch: number };
  readonly store: InMemoryPositionStore;
  readonly #recorder: PositionRecorder;
  #isDead = false;
  /** How many trackers it took. */
  takers = 0;

  constructor(
    mishaps: readonly (Mishap | undefined)[],
    limits: { readonly maxReports: number; readonly prefetch: number },
  ) {
    this.#mishaps = [...mishaps];
    this.#limits = limits;
    const die = () => {
      this.#die();
    };
    const next = () => this.#mishaps.shift();
    this.store = new (class extends InMemoryPositionStore {
      override async saveAll(reports: readonly PositionReport[]): Promise<Saved> {
        const mishap = next();
        if (mishap === 'away') throw new Error('the store is away');
        const saved = await super.saveAll(reports);
        if (mishap === 'lost-answer') throw new Error('the answer is lost');
        if (mishap === 'death') die();
        return saved;
      }
    })({ maxPositions: 10_000, retentionMs, now });
    this.#recorder = new PositionRecorder({
      store: this.store,
      roll: new VehicleRoll({ store: this.store, maxVehicles: 3, now }),
      announce: () => undefined,
      events: this.#events,
      now,
      futureToleranceMs: 300_000,
      retentionMs,
    });
  }

  /** Resolves when each message is acknowledged, by as many trackers as that takes. */
  async deal(bodies: readonly Buffer[]): Promise<void> {
    const messages = this.broker.queue('positionQueue');
    for (const body of bodies) messages.offer({ body, publishedAt: noon });
    do {
      this.takers += 1;
      this.#isDead = false;
      const queue = this.#openQueue();
      await queue.consume((batch) => this.#recorder.record(batch));
      await eventually(() => {
        expect(messages.length === 0 || this.#isDead).toBe(true);
      });
      // Gives back what it has not dealt with yet.
      await queue.close();
    } while (messages.length > 0);
  }

  /** The counts by the metrics; what is parked, by cause. */
  async counts() {
    const values = async (name: string) =>
      (await this.metrics.counter({ name: `fleetman_reports_${name}_total`, help: '' }).get())
        .values;
    const sum = async (name: string) =>
      (await values(name)).reduce((total, { value }) => total + value, 0);
    return {
      consumed: await sum('consumed'),
      stored: await sum('stored'),
      known: await sum('known'),
      parked: await sum('parked'),
      causes: await this.#parkedByCause(),
    };
  }

  async fixesStored(): Promise<number> {
    const vehicles = await this.store.latest();
    const histories = await Promise.all(
      vehicles.map(({ vehicle }) => this.store.history(vehicle, { limit: 10_000 })),
    );
    return histories.reduce((sum, { fixes }) => sum + fixes.length, 0);
  }

  async #parkedByCause(): Promise<Record<string, number>> {
    const counter = this.metrics.counter<'cause'>({
      name: 'fleetman_reports_parked_total',
      help: '',
    });
    const { values } = await counter.get();
    return Object.fromEntries(
      values.map(({ labels, value }): [string, number] => [String(labels.cause), value]),
    );
  }

  #openQueue(): InMemoryPositionQueue {
    const options = { log: silentLog, limits: this.#limits, events: this.#events };
    return new InMemoryPositionQueue(options, this.broker);
  }

  #die(): void {
    this.#isDead = true;
    this.broker.queue('positionQueue').dropSubscribers();
  }
}

const report = (vehicle: string, offsetMs: number) => ({
  vehicle,
  lat: -29.9,
  lng: -71.2,
  time: new Date(noon + offsetMs).toISOString(),
});

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

/** So few vehicles and seconds that many reports are repeated ones, and some vehicles too many. */
const part = fc
  .record({
    vehicle: fc.integer({ min: 1, max: 5 }).map((number) => `Truck ${number}`),
    second: fc.integer({ min: -20, max: 0 }),
    kind: fc.constantFrom('good', 'good', 'good', 'old', 'ahead', 'rollover', 'bad'),
  })
  .map(({ vehicle, second, kind }): unknown => {
    const offset = second * 1_000;
    if (kind === 'old') return report(vehicle, offset - retentionMs);
    if (kind === 'ahead') return report(vehicle, offset + 3_600_000);
    if (kind === 'rollover') return report(vehicle, offset - epochMs);
    return kind === 'bad' ? { vehicle, lat: 91, lng: second } : report(vehicle, offset);
  });

const oversized = Buffer.alloc(1_048_577, '[');
const message = fc.oneof(
  { weight: 5, arbitrary: part.map((one) => ({ body: bytes(one), parts: 1 })) },
  {
    weight: 5,
    arbitrary: fc
      .array(part, { minLength: 1, maxLength: 20 })
      .map((parts) => ({ body: bytes(parts), parts: parts.length })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(Buffer.from('{"vehicle":'), Buffer.from([0xff, 0xfe]), oversized)
      .map((body) => ({ body, parts: 1 })),
  },
);

describe('the counts of the tracker', () => {
  it('add up for one report of each kind', async () => {
    const path = new TrackerPath([], { maxReports: 1_000, prefetch: 1_000 });
    const vehicles = ['A', 'A', 'B', 'C', 'D'].map((vehicle) => report(vehicle, 0));

    await path.deal([
      bytes(vehicles),
      bytes([report('A', -1_000), report('A', -epochMs), { vehicle: 'A' }, 7]),
      bytes(report('A', -retentionMs)),
      bytes(report('A', 3_600_000)),
      Buffer.from('{"vehicle":'),
      oversized,
    ]);

    expect(await path.counts()).toEqual({
      consumed: 13,
      stored: 4,
      known: 2,
      parked: 7,
      causes: {
        schema: 2,
        'vehicles-full': 1,
        'too-old': 1,
        'time-ahead': 1,
        'not-json': 1,
        'too-large': 1,
      },
    });
    expect(await path.fixesStored()).toBe(4);
  });

  it('add up exactly, whatever arrives, fails and comes back', async () => {
    const cases = [
      fc.array(message, { maxLength: 30 }),
      fc.array(fc.constantFrom<Mishap | undefined>(undefined, 'away', 'lost-answer', 'death'), {
        maxLength: 3,
      }),
      fc.record({
        maxReports: fc.integer({ min: 1, max: 50 }),
        prefetch: fc.integer({ min: 1, max: 20 }),
      }),
    ] as const;
    await fc.assert(
      fc.asyncProperty(...cases, async (messages, mishaps, limits) => {
        const path = new TrackerPath(mishaps, limits);

        await path.deal(messages.map(({ body }) => body));

        const { consumed, stored, known, parked, causes } = await path.counts();
        expect(stored + known + parked).toBe(consumed);
        expect(causes).not.toHaveProperty('delivery_limit');
        const sent = messages.reduce((sum, { parts }) => sum + parts, 0);
        if (path.takers === 1) expect(consumed).toBe(sent);
        else expect(consumed).toBeGreaterThanOrEqual(sent);
        // A report whose storing was never confirmed is a known one at the next try.
        const fixes = await path.fixesStored();
        if (mishaps.includes('lost-answer')) expect(stored).toBeLessThanOrEqual(fixes);
        else expect(stored).toBe(fixes);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
