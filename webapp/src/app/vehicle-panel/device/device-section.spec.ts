import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FleetStore } from '../../fleet/fleet-store';
import { byRole } from '../../testing/by-role';
import { aVehicle } from '../../testing/fake-position-source';
import { setUpPage, type TestPage } from '../../testing/set-up-page';

const text = (page: TestPage) =>
  byRole(page.element, 'region', 'Selected vehicle').textContent.replace(/\s+/g, ' ');

async function setUpPanel(prepare: (page: TestPage) => void) {
  const page = await setUpPage();
  prepare(page);
  page.source.sendSnapshot(aVehicle(), aVehicle({ name: 'Bus' }));
  TestBed.inject(FleetStore).select('City Truck');
  await page.settle();
  return page;
}

describe('what a device says, in the panel', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('is shown of the selected vehicle, and of no other', async () => {
    const page = await setUpPanel(({ devices }) => {
      devices.states.set('City Truck', { battery: 87, alarm: 'sos' });
    });

    expect(text(page)).toMatch(/From the device ?Alarm ?sos ?Battery ?87 %/);
    TestBed.inject(FleetStore).select('Bus');
    await page.settle();
    expect(text(page)).not.toContain('From the device');
  });

  it('has what else the device says folded away', async () => {
    const page = await setUpPanel(({ devices }) => {
      devices.states.set('City Truck', { attributes: { satellites: 9, driver: 'Ana' } });
    });

    const more = page.element.querySelector('fleet-device-section details');
    expect(more?.hasAttribute('open')).toBe(false);
    expect(more?.textContent.replace(/\s+/g, ' ').trim()).toMatch(
      /^More from the device ?driver ?Ana ?satellites ?9$/,
    );
    TestBed.inject(FleetStore).select('Bus');
    await page.settle();
    expect(text(page)).not.toContain('More from the device');
  });

  it('stays when it cannot be asked again', async () => {
    const page = await setUpPanel(({ devices }) => {
      devices.states.set('City Truck', { ignition: true });
    });

    page.devices.isAway = true;
    page.source.send(aVehicle({ time: Date.now() + 60_000 }));
    await page.settle();

    expect(page.devices.asked).toHaveLength(2);
    expect(text(page)).toMatch(/Ignition ?On/);
  });

  it('is asked for at most once in ten seconds of reports', async () => {
    const page = await setUpPanel(({ devices }) => {
      devices.states.set('City Truck', { fuel: 50 });
    });
    const minute = Math.ceil(Date.now() / 60_000) * 60_000;

    for (const seconds of [1, 2, 3, 9]) {
      page.source.send(aVehicle({ time: minute + seconds * 1_000 }));
      await page.settle();
    }

    // Once for the selection, once for the new reports.
    expect(page.devices.asked).toEqual(['City Truck', 'City Truck']);
  });

  it('is not shown at a past time', async () => {
    const page = await setUpPanel(({ devices }) => {
      devices.states.set('City Truck', { fuel: 50 });
    });

    TestBed.inject(FleetStore).showPast(Date.now() - 60_000, [aVehicle()]);
    await page.settle();

    expect(text(page)).not.toContain('Fuel');
  });
});
