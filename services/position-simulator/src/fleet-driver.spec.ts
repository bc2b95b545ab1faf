import type { PositionReport } from '@fleetman/contract';
import { InMemoryBroker, InMemoryPositionQueue, silentLog } from '@fleetman/messaging/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { assembleFleet, reportsIn } from './fleet/fleet.ts';
import { FleetDriver } from './fleet-driver.ts';
import { ReportPublisher } from './publishing/report-publisher.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const points = [
  { lat: -29.9, lng: -71.25 },
  { lat: -29.88, lng: -71.25 },
];
const fleet = assembleFleet({
  tracks: [{ name: 'City Truck', points }],
  vehicles: 3,
  seed: 1,
  intervalMs: 2_000,
});

const keysOf = (reports: readonly PositionReport[]) =>
  reports.map(({ vehicle, time }) => `${vehicle} ${+time}`).sort();

/** Keeps what it is given, for the test to look at. */
class KeepingPublisher extends ReportPublisher {
  readonly added: PositionReport[] = [];

  override add(reports: readonly PositionReport[]): void {
    this.added.push(...reports);
  }
}

describe('FleetDriver', () => {
  let added: PositionReport[];
  let driver: FleetDriver;

  beforeEach(() => {
    jest.useFakeTimers({ now: noon });
    const queue = new InMemoryPositionQueue({ log: silentLog }, new InMemoryBroker());
    const now = () => Date.now();
    const events = { onPublished: jest.fn(), onDropped: jest.fn() };
    const publisher = new KeepingPublisher({
      queue,
      bufferSize: 100,
      events,
      log: silentLog,
      now,
    });
    added = publisher.added;
    driver = new FleetDriver({ fleet, publisher, queue, startMs: noon, now });
    driver.start();
  });

  afterEach(async () => {
    await driver.close();
    jest.useRealTimers();
  });

  it('has every report published that is due since the start, once and in time', () => {
    jest.advanceTimersByTime(20_000);

    const due = reportsIn(fleet, { afterMs: noon, untilMs: noon + 20_000 });
    expect(keysOf(added)).toEqual(keysOf(due));
  });

  it('makes up for a tick that came late', () => {
    jest.setSystemTime(noon + 8_000);
    jest.advanceTimersByTime(100);

    const due = reportsIn(fleet, { afterMs: noon, untilMs: noon + 8_100 });
    expect(keysOf(added)).toEqual(keysOf(due));
  });

  it('leaves out the hours in which the machine slept', () => {
    jest.setSystemTime(noon + 3_600_000);
    jest.advanceTimersByTime(4_000);

    expect(added.length).toBeGreaterThan(3);
    expect(added.filter(({ time }) => +time < noon + 3_600_000)).toEqual([]);
  });

  it('drives on when the clock is set back', () => {
    jest.advanceTimersByTime(4_000);
    jest.setSystemTime(noon - 3_600_000);
    added.length = 0;
    jest.advanceTimersByTime(10_000);

    const due = reportsIn(fleet, { afterMs: noon - 3_600_000, untilMs: noon - 3_590_000 });
    expect(keysOf(added)).toEqual(keysOf(due));
  });

  it('reports no more once it is closed', async () => {
    await driver.close();
    jest.advanceTimersByTime(10_000);

    expect(added).toEqual([]);
  });
});
