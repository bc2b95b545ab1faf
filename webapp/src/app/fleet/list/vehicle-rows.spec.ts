import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PageSettings } from '../../settings/page-settings';
import { aVehicle } from '../../testing/fake-position-source';
import type { Vehicle } from '../../vehicle/vehicle';
import { FleetStore } from '../fleet-store';
import { FleetTable } from '../fleet-table';
import { VehicleRows } from './vehicle-rows';

const names = ['A', 'B', 'C'];
const minuteMs = 60_000;

async function setUp() {
  TestBed.configureTestingModule({
    providers: [{ provide: PageSettings, useValue: new PageSettings() }],
  });
  const fleet = TestBed.inject(FleetStore);
  const send = (...vehicles: readonly Vehicle[]) => {
    fleet.replaceAll({ sentAt: Date.now(), reports: FleetTable.of(vehicles) });
  };
  send(...names.map((name) => aVehicle({ name })));
  const fixture = TestBed.createComponent(VehicleRows);
  const show = async (inputs: Readonly<Record<string, unknown>> = {}) => {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  };
  await show({ rows: Uint32Array.of(0, 1, 2), listId: 'list', label: 'List', rowHeight: 44 });
  // The test bed gives elements as `any`.
  const element = fixture.nativeElement as HTMLElement;
  const texts = (column: string) =>
    [...element.querySelectorAll(`.${column}`)].map(({ textContent }) => textContent);
  const point = (event: 'pointerenter' | 'pointerleave') => {
    element.querySelector('[role=listbox]')?.dispatchEvent(new Event(event));
  };
  return { send, show, texts, point };
}

describe('the rows of a list', () => {
  let list: Awaited<ReturnType<typeof setUp>>;
  beforeEach(async () => {
    list = await setUp();
  });

  it('keep their order under the pointer, until it leaves', async () => {
    list.point('pointerenter');
    await list.show({ rows: Uint32Array.of(2, 1, 0) });
    expect(list.texts('name')).toEqual(['A', 'B', 'C']);

    list.point('pointerleave');
    await list.show();
    expect(list.texts('name')).toEqual(['C', 'B', 'A']);
  });

  it('change under the pointer when somebody sorts or searches', async () => {
    list.point('pointerenter');
    await list.show({ rows: Uint32Array.of(2, 0), arrangement: 'by speed' });

    expect(list.texts('name')).toEqual(['C', 'A']);
  });

  it('change under the pointer when vehicles come, since rows may mean others then', async () => {
    list.point('pointerenter');
    list.send(...['B', 'C', 'D'].map((name) => aVehicle({ name })));
    await list.show({ rows: Uint32Array.of(2, 1, 0) });

    expect(list.texts('name')).toEqual(['D', 'C', 'B']);
  });

  it('say how long a vehicle has stood, how old an old report is, and nothing of others', async () => {
    const now = Date.now();
    const vehicle = (name: string, ageMinutes: number, speedMph: number) =>
      aVehicle({ name, speedMph, time: now - ageMinutes * minuteMs });
    list.send(vehicle('A', 14.5, 20), vehicle('B', 0, 0), vehicle('C', 0, 20));
    list.send(vehicle('A', 14.2, 0), vehicle('B', 0, 0), vehicle('C', 0, 20));
    list.send(vehicle('A', 0, 0), vehicle('B', 3.5, 0), vehicle('C', 0, 20));
    await list.show();

    expect(list.texts('note')).toEqual(['stopped 14 min', '3 min ago', '']);
  });
});
