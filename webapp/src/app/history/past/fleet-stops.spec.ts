import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FleetStore } from '../../fleet/fleet-store';
import { FleetTable } from '../../fleet/fleet-table';
import { ApiClient } from '../../session/api-client';
import { FakeApiClient } from '../../testing/fake-api-client';
import { aVehicle } from '../../testing/fake-position-source';
import { FleetStops } from './fleet-stops';

const noon = Date.UTC(2026, 10, 22, 12);
const minutes = 60_000;

describe('FleetStops', () => {
  let api: FakeApiClient;
  let fleet: FleetStore;

  beforeEach(() => {
    jest.useFakeTimers({ now: noon });
    api = new FakeApiClient();
    TestBed.configureTestingModule({ providers: [{ provide: ApiClient, useValue: api }] });
    fleet = TestBed.inject(FleetStore);
    TestBed.inject(FleetStops);
    say({ A: 14 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** The gateway knows of these vehicles for how many minutes they stand. */
  function say(stops: Readonly<Record<string, number>>): void {
    const since = (ago: number) => new Date(noon - ago * minutes).toISOString();
    api.answers.set(
      'GET fleet/stops',
      Object.entries(stops).map(([name, ago]) => ({ name, since: since(ago) })),
    );
  }

  async function connect(): Promise<void> {
    fleet.changeConnection({ state: 'live' });
    const vehicles = [aVehicle({ name: 'A', speedMph: 0 }), aVehicle({ name: 'B', speedMph: 30 })];
    fleet.replaceAll({ sentAt: noon, reports: FleetTable.of(vehicles) });
    await pass(0);
  }

  async function pass(ms: number): Promise<void> {
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(ms);
  }

  const stops = () => [...fleet.table().stops.subarray(0, 2)];

  it('asks when the fleet is there, of those that stand', async () => {
    say({ A: 14, B: 3 });
    await connect();

    expect(api.asked).toEqual(['GET fleet/stops']);
    expect(stops()).toEqual([noon - 14 * minutes, NaN]);
  });

  it('asks again for what a gateway that has just begun did not know yet', async () => {
    say({});
    await connect();
    expect(stops()).toEqual([NaN, NaN]);
    say({ A: 20 });
    await pass(5_000);

    expect(stops()).toEqual([noon - 20 * minutes, NaN]);
    await pass(600_000);
    expect(api.asked).toHaveLength(2);
  });

  it('believes nothing that was known before the connection was lost', async () => {
    await connect();
    fleet.changeConnection({ state: 'lost', since: noon });
    await pass(0);
    say({ A: 2 });
    await connect();

    expect(stops()).toEqual([noon - 2 * minutes, NaN]);
  });

  it('says nothing where the gateway does not know the question', async () => {
    api.answers.clear();
    await connect();

    expect(stops()).toEqual([NaN, NaN]);
  });
});
