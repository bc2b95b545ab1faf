import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FleetStore } from '../fleet/fleet-store';
import { ListNarrowing } from '../fleet/list/list-narrowing';
import { ListView } from '../fleet/list/list-view';
import { VehicleRecords } from '../fleet/vehicle-records';
import { byRole } from '../testing/by-role';
import { aVehicle } from '../testing/fake-position-source';
import {
  ana as admin,
  asAdmin as loggedIn,
  dialogOf,
  fill,
  open,
  openToAll,
  setUpDesk as setUp,
  submit,
  text,
} from '../testing/set-up-desk';

describe('the fleet of one’s own', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('asks for no record where the gateway knows no registry', async () => {
    const page = await setUp({ login: 'off', registry: false });

    expect(page.api.asked).toEqual(['GET session']);
    expect(page.element.querySelector('#desk-menu')).toBeNull();
  });

  it('calls vehicles by their names, in the list and in the panel', async () => {
    const page = await setUp(openToAll);

    expect(text(byRole(page.element, 'option', /Van 1/))).toContain('Van 1');
    TestBed.inject(FleetStore).select('17');
    await page.settle();
    const panel = byRole(page.element, 'region', 'Selected vehicle');
    expect(text(panel)).toMatch(/^Van 1 ?AB 12/);
  });

  it('finds a vehicle by name, by id and by plate', async () => {
    const page = await setUp(openToAll);
    const list = TestBed.inject(ListView);
    const found = async (search: string) => {
      list.search.set(search);
      await page.settle();
      return Array.from(list.rows(), (row) => TestBed.inject(FleetStore).table().nameAt(row));
    };

    expect(await found('van')).toEqual(['17']);
    expect(await found('ab 12')).toEqual(['17']);
    expect(await found('17')).toEqual(['17']);
    expect(await found('bus')).toEqual(['Bus']);
  });

  it('shows one group, in the list, its counts and what the map takes from it', async () => {
    const page = await setUp(openToAll);
    const list = TestBed.inject(ListView);
    const select = page.element.querySelector<HTMLSelectElement>('fleet-group-choice select');

    if (!select) throw new Error('No choice of groups.');
    expect([...select.options].map(({ value }) => value)).toEqual(['', 'North', 'South']);
    select.value = 'North';
    select.dispatchEvent(new Event('change'));
    await page.settle();

    expect(list.rows()).toHaveLength(1);
    expect(list.counts().all).toBe(1);
    expect([...(list.listed() ?? [])]).toEqual([1, 0]);
    TestBed.inject(ListNarrowing).showAll();
    expect(list.listed()).toBeUndefined();
  });

  it('passes over the group of a link while no record is known', async () => {
    const page = await setUp();

    TestBed.inject(VehicleRecords).group.set('North');
    await page.settle();

    expect(TestBed.inject(ListView).rows()).toHaveLength(2);
  });

  it('adds a vehicle, gives a key for the app that is chosen, and listens', async () => {
    const page = await setUp(openToAll);
    const dialog = await open(page, 'vehicles');
    byRole(dialog, 'button', 'Add a vehicle').click();
    await page.settle();
    page.api.answers.set('PUT vehicles/Van%202', {});
    page.api.answers.set('POST vehicles/Van%202/keys', { key: 'secret', info: {} });

    fill(dialog, 'name', 'Van 2');
    await submit(page, dialog);
    byRole(dialog, 'button', 'OsmAnd').click();
    await page.settle();
    await page.settle();

    expect(page.api.asked).toContain('PUT vehicles/Van%202 {"name":"Van 2","retired":false}');
    expect(text(dialog)).toContain('/in/secret/osmand?lat={0}');
    expect(dialog.querySelector('fleet-qr-code path')?.getAttribute('d')).toMatch(/^M/);
    expect(
      page.api.asked.some((asked) => asked.startsWith('GET vehicles/Van%202/listening?')),
    ).toBe(true);
    expect(text(dialog)).toContain('Waiting for the first report…');
    byRole(dialog, 'button', 'Overland').click();
    await page.settle();
    expect(page.api.asked.filter((asked) => asked.startsWith('POST'))).toHaveLength(1);
  });

  it('says why a vehicle was not added', async () => {
    const page = await setUp(openToAll);
    const dialog = await open(page, 'vehicles');
    byRole(dialog, 'button', 'Add a vehicle').click();
    await page.settle();
    page.api.answers.set('PUT vehicles/Van%202', new Error('plate: 7 given'));

    fill(dialog, 'name', 'Van 2');
    await submit(page, dialog);

    expect(text(dialog)).toContain('plate: 7 given');
  });

  it('changes the whole record, what was emptied too', async () => {
    const page = await setUp(openToAll);
    const dialog = await open(page, 'vehicles');
    byRole(dialog, 'button', 'Edit Van 1').click();
    await page.settle();
    page.api.answers.set('PUT vehicles/17', {});

    fill(dialog, 'name', 'Van One');
    fill(dialog, 'plate', '');
    await submit(page, dialog);

    expect(page.api.asked).toContain(
      'PUT vehicles/17 {"name":"Van One","group":"North","retired":false}',
    );
    expect(text(dialog)).toContain('2 vehicles');
  });

  it('forgets a vehicle only after it was said what is lost', async () => {
    const page = await setUp(openToAll);
    const dialog = await open(page, 'vehicles');
    page.api.answers.set('DELETE vehicles/17', undefined);

    byRole(dialog, 'button', 'Edit Van 1').click();
    await page.settle();
    byRole(dialog, 'button', 'Forget…').click();
    await page.settle();

    expect(text(dialog)).toContain('its whole history are deleted');
    expect(page.api.asked).not.toContain('DELETE vehicles/17');
    byRole(dialog, 'button', 'Delete it with its history').click();
    await page.settle();
    expect(page.api.asked).toContain('DELETE vehicles/17');
  });

  it('adds a person, and shows the link by which they set a password', async () => {
    const page = await setUp(loggedIn);
    page.api.answers.set('GET people', [admin]);
    const dialog = await open(page, 'people');
    byRole(dialog, 'button', 'Add a person').click();
    await page.settle();
    const until = '2026-12-01T12:00:00.000Z';
    page.api.answers.set('PUT people/bob', {});
    page.api.answers.set('POST people/bob/link', { login: 'bob', token: 'once', until });

    fill(dialog, 'login', 'bob');
    fill(dialog, 'role', 'dispatcher');
    await submit(page, dialog);

    expect(page.api.asked).toContain('PUT people/bob {"role":"dispatcher","active":true}');
    expect(text(dialog)).toContain('#/link/once');
  });

  it('shares the selected vehicle by a link', async () => {
    const page = await setUp(loggedIn);
    const until = '2026-11-30T18:00:00.000Z';
    page.api.answers.set('POST shares', { token: 'seen', share: { until } });
    TestBed.inject(FleetStore).select('17');
    await page.settle();

    byRole(page.element, 'button', 'Share…').click();
    await page.settle();
    await page.settle();
    const dialog = dialogOf(page);
    expect(text(dialog)).toContain('Share Van 1');
    await submit(page, dialog);

    expect(text(dialog)).toContain('#/share/seen');
  });

  it('shares until a day and time of one’s own', async () => {
    const page = await setUp(loggedIn);
    page.api.answers.set('POST shares', {
      token: 'seen',
      share: { until: '2026-12-24T18:00:00.000Z' },
    });
    const dialog = await open(page, 'share', '17');
    const select = dialog.querySelector('select');
    if (!select) throw new Error('No choice of ends.');
    select.value = 'own';
    select.dispatchEvent(new Event('change'));
    await page.settle();
    const end = new Date(Date.now() + 86_400_000);
    end.setUTCSeconds(0, 0);
    const field = dialog.querySelector<HTMLInputElement>('input[type=datetime-local]');
    if (!field) throw new Error('No field for a time.');
    // Tests run in UTC or elsewhere: the field is of this machine's zone.
    field.value = new Date(end.getTime() - end.getTimezoneOffset() * 60_000)
      .toISOString()
      .slice(0, 16);
    field.dispatchEvent(new Event('input'));
    await submit(page, dialog);

    expect(page.api.asked).toContain(`POST shares {"vehicle":"17","until":"${end.toISOString()}"}`);
  });

  it('offers no share where everybody sees everything', async () => {
    const page = await setUp(openToAll);
    TestBed.inject(FleetStore).select('17');
    await page.settle();

    expect(() => byRole(page.element, 'button', 'Share…')).toThrow();
  });
});

describe('logging in', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('is asked for, and says what was wrong', async () => {
    const page = await setUp({ login: 'password', registry: true });
    const dialog = dialogOf(page);
    page.api.answers.set('POST session', new Error('The login or the password is wrong.'));

    fill(dialog, 'login', 'ana');
    fill(dialog, 'password', 'nonsense');
    await submit(page, dialog);

    expect(text(dialog)).toContain('The login or the password is wrong.');
    expect(page.api.asked).toContain('POST session {"login":"ana","password":"nonsense"}');
    expect(page.api.asked).not.toContain('GET registry/vehicles');
  });

  it('by a one-time link takes the same password twice, and takes the link out of the address', async () => {
    globalThis.history.replaceState(null, '', '/?sort=seen#/link/abcdefghijklmnop');
    const page = await setUp({ login: 'password', registry: true });
    const dialog = dialogOf(page);
    expect(globalThis.location.hash).toBe('');

    fill(dialog, 'new', 'correct horse');
    fill(dialog, 'again', 'correct house');
    await submit(page, dialog);

    expect(text(dialog)).toContain('The two passwords are not the same.');
    expect(page.api.asked.filter((asked) => asked.startsWith('POST'))).toEqual([]);
  });

  it('is not asked of a guest, who is told when the share is over', async () => {
    const share = { vehicle: '17', label: 'Van 1', until: '2999-01-01T00:00:00.000Z' };
    const page = await setUp({ login: 'password', registry: true, share });

    expect(page.element.querySelector('dialog')).toBeNull();
    expect(text(byRole(page.element, 'region', 'Shared vehicle'))).toContain('Shared until');
    expect(TestBed.inject(FleetStore).selectedName()).toBe('17');
    expect(document.documentElement.hasAttribute('data-shared')).toBe(true);
    expect(localStorage.getItem('fleetman.shared-until')).toBe(share.until);
    expect(text(page.element)).toContain('Van 1');
    page.api.answers.set('GET session', { login: 'password', registry: true });
    page.source.lose();
    await page.settle();
    page.source.sendSnapshot(aVehicle({ name: '17' }));
    await page.settle();
    await page.settle();

    expect(text(dialogOf(page))).toContain('This link has ended');
    expect(document.documentElement.hasAttribute('data-shared')).toBe(false);
    expect(localStorage.getItem('fleetman.shared-until')).toBeNull();
  });

  it('says that a share does not count any more', async () => {
    globalThis.history.replaceState(null, '', '/#/share/abcdefghijklmnop');
    const page = await setUp({ login: 'password', registry: true });

    expect(page.api.asked).toContain('POST session/share {"token":"abcdefghijklmnop"}');
    expect(text(dialogOf(page))).toContain('This link has ended');
  });
});
