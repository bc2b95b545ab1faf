import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FleetStore } from '../../fleet/fleet-store';
import { FleetTable } from '../../fleet/fleet-table';
import { PageSettings } from '../../settings/page-settings';
import { aVehicle } from '../../testing/fake-position-source';
import { VehicleChooser } from './vehicle-chooser';

async function setUp(names: readonly string[]) {
  TestBed.configureTestingModule({
    providers: [{ provide: PageSettings, useValue: new PageSettings() }],
  });
  const fleet = TestBed.inject(FleetStore);
  const vehicles = names.map((name) => aVehicle({ name, speedMph: 0 }));
  fleet.replaceAll({ sentAt: Date.now(), reports: FleetTable.of(vehicles) });
  const fixture = TestBed.createComponent(VehicleChooser);
  fixture.componentRef.setInput('crowd', { names, at: { x: 10, y: 10 } });
  let closed = 0;
  fixture.componentInstance.closed.subscribe(() => closed++);
  await fixture.whenStable();
  // The test bed gives elements as `any`.
  const element = fixture.nativeElement as HTMLElement;
  const list = element.querySelector<HTMLElement>('[role=listbox]');
  const press = async (key: string) => {
    list?.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    await fixture.whenStable();
  };
  return { fleet, element, list, press, closed: () => closed };
}

describe('VehicleChooser', () => {
  const names = ['Depot 10', 'Depot 2', 'Depot 1'];
  let page: Awaited<ReturnType<typeof setUp>>;
  beforeEach(async () => {
    page = await setUp(names);
  });

  it('lists the vehicles with their state, as a person counts', () => {
    const rows = [...page.element.querySelectorAll('[role=option]')];

    expect(rows.map((row) => row.querySelector('.name')?.textContent)).toEqual([
      'Depot 1',
      'Depot 2',
      'Depot 10',
    ]);
    expect(rows[0]?.querySelector('.note')?.textContent).toBe('stopped');
    expect(page.element.querySelector('h2')?.textContent).toBe('3 vehicles on one spot');
  });

  it('is walked through by keys, which stop at its ends', async () => {
    const active = () => page.list?.getAttribute('aria-activedescendant');
    expect(active()).toBe('crowd-0');

    await page.press('ArrowDown');
    expect(active()).toBe('crowd-1');
    await page.press('End');
    await page.press('ArrowDown');
    expect(active()).toBe('crowd-2');
    await page.press('Home');
    await page.press('ArrowUp');
    expect(active()).toBe('crowd-0');
  });

  it('selects what is chosen, and closes', async () => {
    await page.press('ArrowDown');
    await page.press('Enter');

    expect(page.fleet.selectedName()).toBe('Depot 2');
    expect(page.closed()).toBe(1);
  });
});
