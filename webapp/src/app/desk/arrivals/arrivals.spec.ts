import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Knock, Person } from '@fleetman/contract/registry';
import { FleetStore } from '../../fleet/fleet-store';
import { byRole } from '../../testing/by-role';
import { aVehicle } from '../../testing/fake-position-source';
import { ana, bus, open, openToAll, setUpDesk, submit, text, van } from '../../testing/set-up-desk';
import type { TestPage } from '../../testing/set-up-page';

const imei = '356307042441013';
const knocks: readonly Knock[] = [
  { at: '2026-11-30T12:00:02.000Z', app: 'osmand', address: '10.0.0.7', why: 'unknown-key' },
  {
    ...{ at: '2026-11-30T12:00:01.000Z', app: 'teltonika', address: '10.0.0.8' },
    ...{ why: 'unknown-device', device: imei },
  },
];

async function press(page: TestPage, root: Element, name: string | RegExp): Promise<void> {
  byRole(root, 'button', name).click();
  await page.settle();
  await page.settle();
}

describe('who knocks', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('is named in the vehicles’ page, with the reason', async () => {
    const page = await setUpDesk(openToAll);
    page.api.answers.set('GET registry/knocks', knocks);
    const dialog = await open(page, 'vehicles');

    expect(text(dialog)).toContain('2 devices knock and are not let in');
    await press(page, dialog, 'See who…');

    expect(text(dialog)).toContain('10.0.0.7Its key is not known');
    expect(text(dialog)).toContain(`teltonika · ${imei}`);
  });

  it('is given to a vehicle in one step', async () => {
    const page = await setUpDesk(openToAll);
    page.api.answers.set('GET registry/knocks', knocks);
    page.api.answers.set(`PUT vehicles/17/devices/${imei}`, undefined);
    const dialog = await open(page, 'vehicles');
    await press(page, dialog, 'See who…');
    await press(page, dialog, `Give it to a vehicle… ${imei}`);

    const select = dialog.querySelector('select');
    if (!select) throw new Error('No choice of vehicles.');
    select.value = '17';
    page.api.answers.set('GET registry/knocks', []);
    await submit(page, dialog);

    expect(page.api.asked).toContain(`PUT vehicles/17/devices/${imei}`);
    expect(text(dialog)).toContain(`${imei} belongs to Van 1 now.`);
    expect(text(dialog)).toContain('Nobody knocks.');
  });

  it('becomes a new vehicle that is called like the device', async () => {
    const page = await setUpDesk(openToAll);
    page.api.answers.set('GET registry/knocks', knocks);
    page.api.answers.set(`PUT vehicles/${imei}`, {});
    page.api.answers.set(`PUT vehicles/${imei}/devices/${imei}`, new Error('no more devices'));
    const dialog = await open(page, 'vehicles');
    await press(page, dialog, 'See who…');
    await press(page, dialog, `Give it to a vehicle… ${imei}`);
    await submit(page, dialog);

    expect(page.api.asked).toContain(`PUT vehicles/${imei} {"name":"${imei}","retired":false}`);
    expect(text(dialog)).toContain('no more devices');
  });

  it('is not asked for by somebody who is limited to groups, nor is an import offered', async () => {
    const person: Person = { ...ana, role: 'dispatcher', groups: ['North'] };
    const page = await setUpDesk({ login: 'password', registry: true, person });
    const dialog = await open(page, 'vehicles');

    expect(page.api.asked).not.toContain('GET registry/knocks');
    expect(text(dialog)).not.toContain('Import CSV');
    expect(text(dialog)).toContain('Add a vehicle');
  });
});

describe('vehicles without a record', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  async function setUpNewcomers() {
    const page = await setUpDesk(openToAll);
    const names = ['17', 'Bus', 'new 2', 'new 10'];
    page.source.sendSnapshot(...names.map((name) => aVehicle({ name })));
    const dialog = await open(page, 'vehicles');
    expect(text(dialog)).toContain('2 vehicles report and have no record');
    await press(page, dialog, 'Take them in…');
    return { page, dialog };
  }

  const table = (...ids: string[]) =>
    `POST registry/vehicles/import ${JSON.stringify(
      ['id,name,group', ...ids.map((id) => `"${id}","${id}",""`)].join('\n'),
    )}`;

  it('are taken in all at once', async () => {
    const { page, dialog } = await setUpNewcomers();
    const answer = { imported: 2, updated: 0, problems: [] };
    page.api.answers.set('POST registry/vehicles/import', answer);
    const records = ['new 2', 'new 10'].map((id) => ({ id, name: id, retired: false }));
    page.api.answers.set('GET registry/vehicles', [van, bus, ...records]);
    await press(page, dialog, 'Take in all 2');

    expect(page.api.asked).toContain(table('new 2', 'new 10'));
    expect(text(dialog)).toContain('2 vehicles are in the registry now.');
    expect(text(dialog)).toContain('Every vehicle that reports has a record.');
  });

  it('are taken in as they are chosen, and what was not taken is said', async () => {
    const { page, dialog } = await setUpNewcomers();
    const problems = [{ line: 2, problem: 'id: another vehicle has this device' }];
    const answer = { imported: 0, updated: 0, problems };
    page.api.answers.set('POST registry/vehicles/import', answer);
    dialog.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[1]?.click();
    await page.settle();
    await press(page, dialog, 'Take in the 1 chosen');

    expect(page.api.asked).toContain(table('new 10'));
    expect(text(dialog)).toContain('another vehicle has this device');
  });
});

describe('a retired vehicle', () => {
  it('is in no list and no count, and found in the vehicles’ page', async () => {
    globalThis.history.replaceState(null, '', '/');
    const page = await setUpDesk(openToAll);
    page.api.answers.set('GET registry/vehicles', [{ ...van, retired: true }, bus]);
    const dialog = await open(page, 'vehicles');
    await press(page, dialog, 'Add a vehicle');
    page.api.answers.set('PUT vehicles/x', {});
    const name = dialog.querySelector<HTMLInputElement>('[name=name]');
    if (name) name.value = 'x';
    await submit(page, dialog);

    const fleet = TestBed.inject(FleetStore);
    expect(text(byRole(page.element, 'option', /Bus/))).toContain('Bus');
    expect(page.element.querySelectorAll('[role=option]')).toHaveLength(1);
    expect(text(page.element)).toContain('1 vehicle');
    expect(text(page.element)).not.toContain('are shown');
    await press(page, dialog, 'Done');
    await press(page, dialog, 'Van 1');

    expect(fleet.selectedName()).toBe('17');
    expect(page.element.querySelector('dialog')).toBeNull();
  });
});
