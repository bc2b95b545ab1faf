import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { byRole as findByRole } from './testing/by-role';
import { aVehicle } from './testing/fake-position-source';
import { setUpPage, type TestPage } from './testing/set-up-page';

const byRole = (page: TestPage, role: string, name: string | RegExp) =>
  findByRole(page.element, role, name);

/** The rows of the list, which the virtual list renders in a frame of its own. */
async function rowsOf(page: TestPage, count: number): Promise<Element[]> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const rows = [...page.element.querySelectorAll('[role=option]')];
    if (rows.length === count) return rows;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await page.settle();
  }
  throw new Error(`The list never had ${count} rows.`);
}

function press(page: TestPage, key: string): void {
  byRole(page, 'listbox', 'Vehicles').dispatchEvent(new KeyboardEvent('keydown', { key }));
}

const text = (page: TestPage) => page.element.textContent.replace(/\s+/g, ' ');

describe('the page', () => {
  beforeEach(() => {
    localStorage.clear();
    history.replaceState(null, '', '/');
  });
  afterEach(() => {
    history.replaceState(null, '', '/');
  });

  it('shows its name and its version', async () => {
    const page = await setUpPage();

    expect(page.element.querySelector('h1')?.textContent).toBe('Fleet Management');
    expect(text(page)).toContain('1.2.3');
  });

  it('waits for the fleet, then says how large it is and that it is live', async () => {
    const page = await setUpPage();
    expect(text(page)).toContain('Waiting for the fleet');
    expect(byRole(page, 'status', 'Connecting…')).toBeTruthy();

    page.source.sendSnapshot(aVehicle(), aVehicle({ name: 'Bus' }));
    await page.settle();

    expect(text(page)).toContain('2 vehicles');
    expect(byRole(page, 'status', 'Live')).toBeTruthy();
  });

  it('says that a fleet is empty', async () => {
    const page = await setUpPage();

    page.source.sendSnapshot();
    await page.settle();

    expect(text(page)).toContain('No vehicles yet');
  });

  it('says that the gateway is away and keeps what is known', async () => {
    const page = await setUpPage();
    page.source.sendSnapshot(aVehicle());
    page.source.lose();
    await page.settle();

    expect(byRole(page, 'status', 'Connection lost')).toBeTruthy();
    expect(text(page)).toContain('1 vehicle');
  });

  it('says in the past that it is past, and still that the gateway is away', async () => {
    const minuteAgo = Date.now() - 60_000;
    history.replaceState(null, '', `/?at=${new Date(minuteAgo).toISOString()}`);
    const page = await setUpPage();
    page.source.sendSnapshot(aVehicle());
    await page.settle();
    expect(byRole(page, 'status', 'Past')).toBeTruthy();
    expect(text(page)).not.toContain('Live');

    page.source.lose();
    await page.settle();

    expect(byRole(page, 'status', 'Past · Connection lost')).toBeTruthy();
  });

  it('says that the fleet cannot be reached where nothing is known', async () => {
    const page = await setUpPage();

    page.source.lose();
    await page.settle();

    expect(text(page)).toContain('The fleet cannot be reached');
  });

  it('works as a list where the browser cannot draw a map', async () => {
    const page = await setUpPage();

    expect(byRole(page, 'alert', /cannot draw the map/)).toBeTruthy();
    expect(byRole(page, 'group', 'Sort by')).toBeTruthy();
  });

  it('shows the vehicle that its address names, and takes it out of the address again', async () => {
    history.replaceState(null, '', '/?vehicle=City%20Truck');
    const page = await setUpPage();
    page.source.sendSnapshot(aVehicle({ speedMph: 31.4, heading: 182 }));
    await page.settle();
    expect(byRole(page, 'region', 'Selected vehicle').textContent).toMatch(/City Truck.*31.*S/s);

    byRole(page, 'button', 'Deselect').click();
    await page.settle();

    expect(location.search).toBe('');
    expect(text(page)).not.toContain('Heading');
  });

  it('follows the selected vehicle when asked to', async () => {
    history.replaceState(null, '', '/?vehicle=City%20Truck');
    const page = await setUpPage();
    page.source.sendSnapshot(aVehicle());
    await page.settle();

    byRole(page, 'button', /Follow/).click();
    await page.settle();

    expect(byRole(page, 'button', /Following/).getAttribute('aria-pressed')).toBe('true');
  });

  it('says so when no name holds what is searched for', async () => {
    const page = await setUpPage();
    page.source.sendSnapshot(aVehicle());
    await page.settle();
    const search = page.element.querySelector<HTMLInputElement>('input[type=search]');

    if (search) search.value = 'bus';
    search?.dispatchEvent(new Event('input'));
    await page.settle();

    expect(text(page)).toContain('No vehicle is called “bus”');
  });

  it('chooses a vehicle from the list, by pointer or by keys', async () => {
    const page = await setUpPage();
    page.source.sendSnapshot(aVehicle({ name: 'Bus' }), aVehicle({ name: 'Car' }));
    await page.settle();
    await rowsOf(page, 2);

    byRole(page, 'option', /Car/).click();
    await page.settle();
    expect(location.search).toBe('?vehicle=Car');
    expect(byRole(page, 'option', /Car/).getAttribute('aria-selected')).toBe('true');

    press(page, 'ArrowUp');
    press(page, 'Enter');
    await page.settle();
    expect(location.search).toBe('?vehicle=Bus');

    press(page, 'Enter');
    await page.settle();
    expect(location.search).toBe('');
  });

  it('orders the list by speed', async () => {
    const page = await setUpPage();
    const [slow, fast] = [
      { name: 'Bus', speedMph: 5 },
      { name: 'Car', speedMph: 50 },
    ];
    page.source.sendSnapshot(aVehicle(slow), aVehicle(fast));
    await page.settle();
    await rowsOf(page, 2);

    byRole(page, 'button', 'Speed mph').click();
    await page.settle();

    const rows = await rowsOf(page, 2);
    expect(rows.map((row) => row.querySelector('.name')?.textContent)).toEqual(['Car', 'Bus']);
  });

  it('closes its connection when it goes away', async () => {
    const page = await setUpPage();
    expect(page.source.isOpen).toBe(true);

    page.fixture.destroy();

    expect(page.source.isOpen).toBe(false);
  });

  it('is a map only in release 0', async () => {
    const page = await setUpPage({ release: '0' });

    expect(page.element.querySelector('h1')).toBeNull();
    expect(page.source.isOpen).toBe(false);
  });

  it('has a header and a placeholder in release 0-5, and needs no back end', async () => {
    const page = await setUpPage({ release: '0-5' });

    expect(text(page)).toContain('Prototype, release 0.5');
    const headings = [...page.element.querySelectorAll('th')].map((th) => th.textContent);
    expect(headings).toEqual(['Name', 'Last seen', 'Speed mph']);
    expect(page.element.querySelectorAll('tbody tr')).toHaveLength(1);
    expect(text(page)).toContain('The list of vehicles will be here');
    expect(page.source.isOpen).toBe(false);
  });
});
