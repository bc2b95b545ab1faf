import { describe, expect, it } from '@jest/globals';
import { aVehicle } from '../testing/fake-position-source';
import { DelayMeter } from './delay-meter';
import { FleetTable } from './fleet-table';

const reportsAt = (...times: number[]) =>
  FleetTable.of(times.map((time, index) => aVehicle({ name: `Truck ${index}`, time })));

describe('DelayMeter', () => {
  it('takes the median of the updates of the last second', () => {
    const meter = new DelayMeter();

    meter.hear(reportsAt(0), 9_000);
    meter.hear(reportsAt(9_900, 9_950, 9_990), 10_000);
    meter.hear(reportsAt(10_090), 10_200);
    // One update that brings together what was reported long before.
    meter.hear(reportsAt(1_000, 2_000, 3_000), 10_300);

    expect(meter.read(10_900)).toBe(110);
    expect(meter.read(11_301)).toBeUndefined();
  });

  it('is never less than nothing, where a vehicle’s clock is ahead', () => {
    const meter = new DelayMeter();

    meter.hear(reportsAt(1_500), 1_000);

    expect(meter.read(1_000)).toBe(0);
  });
});
