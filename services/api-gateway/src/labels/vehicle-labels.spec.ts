import { aPosition } from '@fleetman/contract/testing';
import { eventually } from '@fleetman/messaging/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { VehicleLabels } from './vehicle-labels.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The registry's memory, as far as labels ask it. */
class Records {
  vehicles: () => Promise<never[]> = async () => [];
  change: () => void = () => undefined;

  hold(...vehicles: readonly Named[]): void {
    // As much of a record as is looked at.
    this.vehicles = async () => vehicles as unknown as never[];
  }

  onChange(listener: () => void): void {
    this.change = listener;
  }
}

describe('VehicleLabels', () => {
  const warnings: unknown[] = [];
  const log = { warn: (...said: unknown[]) => void warnings.push(said) };
  let labels: VehicleLabels | undefined;

  afterEach(async () => {
    await labels?.close();
    warnings.length = 0;
  });

  async function labelled(records: Records): Promise<VehicleLabels> {
    const started = new VehicleLabels(records, log);
    labels = started;
    started.start();
    await eventually(() => {
      expect(started.revision).toBe(1);
    });
    return started;
  }

  it('stand in a list behind the names of those that have one', async () => {
    const records = new Records();
    records.hold({ id: 'a', name: 'Van "1"' }, { id: 'b', name: 'b' }, { id: 'q"\\', name: 'Q' });
    const known = await labelled(records);
    const vehicles = ['a', 'b', 'q"\\', 'c'].map((name) => aPosition({ name }));

    const list = JSON.parse(known.addTo(JSON.stringify(vehicles))) as object[];

    expect(list).toEqual([
      { ...vehicles[0], label: 'Van "1"' },
      vehicles[1],
      { ...vehicles[2], label: 'Q' },
      vehicles[3],
    ]);
    expect(known.of('a')).toBe('Van "1"');
    expect(known.of('b')).toBeUndefined();
  });

  it('are put in no place that only looks like a vehicle', async () => {
    const records = new Records();
    records.hold({ id: 'a', name: 'Van' });
    const known = await labelled(records);
    const odd = JSON.stringify([{ name: '{"name":"a"' }, { lat: 1, name: 'a' }]);

    expect(known.addTo(odd)).toBe(odd);
  });

  it('leave a text as it is where there is no registry, or all are called by their ids', () => {
    const none = new VehicleLabels(undefined, log);
    none.start();
    const text = JSON.stringify([aPosition()]);

    expect(none.addTo(text)).toBe(text);
    expect(none.isEmpty).toBe(true);
  });

  it('change with the records, and are no others while those are the same', async () => {
    const records = new Records();
    records.hold({ id: 'a', name: 'Van' });
    const known = await labelled(records);

    records.change();
    records.hold({ id: 'a', name: 'Bus' });
    records.change();

    await eventually(() => {
      expect(known.of('a')).toBe('Bus');
    });
    expect(known.revision).toBe(2);
  });

  it('stay while the records cannot be had, which is said', async () => {
    const records = new Records();
    records.hold({ id: 'a', name: 'Van' });
    const known = await labelled(records);

    records.vehicles = () => Promise.reject(new Error('away'));
    records.change();

    await eventually(() => {
      expect(warnings).toHaveLength(1);
    });
    expect(known.of('a')).toBe('Van');
  });
});
