import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aVehicle } from '../../testing/fake-position-source';
import { setUpPage, type TestPage } from '../../testing/set-up-page';
import { HistoryView } from '../view/history-view';

const minute = 60_000;
/** A drive of ten minutes with a stop of five in it, half an hour ago. */
function aDrive() {
  const start = Date.now() - 30 * minute;
  return Array.from({ length: 41 }, (_, index) => ({
    lat: -29.9 + Math.min(index, 10) * 1e-3 + Math.max(0, index - 30) * 1e-3,
    lng: -71.25,
    time: start + index * 15_000,
    speedMph: index > 10 && index <= 30 ? 0 : 16,
  }));
}

async function setUp(): Promise<{ page: TestPage; view: HistoryView }> {
  const page = await setUpPage();
  page.history.routes.set('City Truck', aDrive());
  page.source.sendSnapshot(aVehicle(), aVehicle({ name: 'Bus' }));
  const view = TestBed.inject(HistoryView);
  view.open('City Truck');
  await load(page);
  return { page, view };
}

/** Tracks are asked for a moment after they are wanted. */
async function load(page: TestPage): Promise<void> {
  await page.settle();
  await new Promise((resolve) => setTimeout(resolve));
  await page.settle();
}

const panel = ({ element }: TestPage) => element.querySelector('[aria-label=History]');
const text = (page: TestPage) => (panel(page)?.textContent ?? '').replace(/\s+/g, ' ');

describe('the history of vehicles', () => {
  beforeEach(() => {
    localStorage.clear();
    history.replaceState(null, '', '/');
  });
  afterEach(() => {
    history.replaceState(null, '', '/');
  });

  it('shows the graph, the distance and the stops of the vehicle', async () => {
    const { page } = await setUp();

    expect(text(page)).toContain('City Truck');
    expect(text(page)).toContain('1.4 mi');
    expect(text(page)).toContain('5 min');
    expect(panel(page)?.querySelector('fleet-speed-graph')).toBeTruthy();
  });

  it('grows by fixes that come late into its range', async () => {
    const { page } = await setUp();
    const drive = aDrive();
    const time = (drive[0]?.time ?? 0) - minute;
    const late = { lat: -29.905, lng: -71.25, time, speedMph: 20 };
    page.history.routes.set('City Truck', [late, ...drive]);

    page.source.sendLate({ name: 'City Truck', from: time, until: time });
    await page.settle();

    expect(text(page)).toContain('1.7 mi');
  });

  it('stays as it is when fixes come late elsewhere', async () => {
    const { page } = await setUp();
    page.history.routes.set('City Truck', []);

    page.source.sendLate({ name: 'City Truck', from: 0, until: minute });
    await page.settle();

    expect(text(page)).toContain('1.4 mi');
  });

  it('says of a gap that nobody knows the way', async () => {
    const { page, view } = await setUp();
    expect(text(page)).not.toContain('dashed');

    const [first] = aDrive();
    const later = { lat: -29.8, lng: -71.25, time: Date.now() - minute, speedMph: 20 };
    page.history.routes.set('Bus', first ? [first, later] : []);
    view.open('Bus');
    await load(page);

    expect(text(page)).toContain('6.9 mi');
    expect(text(page)).toContain('dashed: no report for over 5 minutes');
  });

  it('says that a vehicle did not report in the range', async () => {
    const { page, view } = await setUp();

    view.open('Bus');
    await load(page);

    expect(text(page)).toContain('Bus did not report in this range.');
  });

  it('says that the history is away, and offers another try', async () => {
    const { page, view } = await setUp();
    page.history.isAway = true;
    view.open('City Truck');
    await load(page);
    expect(text(page)).toContain('The history cannot be loaded.');

    page.history.isAway = false;
    view.retry();
    await load(page);

    expect(text(page)).not.toContain('The history cannot be loaded.');
    expect(text(page)).toContain('1.4 mi');
  });

  it('shows several vehicles, each in its colour, and takes them away again', async () => {
    const { page, view } = await setUp();

    view.add('Bus');
    await load(page);
    expect(view.colorBy()).toBe('vehicle');
    expect(panel(page)?.querySelectorAll('.color')).toHaveLength(2);

    view.remove('City Truck');
    await load(page);
    expect(view.colorBy()).toBe('speed');
    expect(text(page)).not.toContain('City Truck');
  });

  it('takes six vehicles and no more', async () => {
    const { view } = await setUp();

    for (let number = 0; number < 10; number++) view.add(`Bus ${number}`);

    expect(view.names()).toHaveLength(6);
  });

  it('is closed with its last vehicle', async () => {
    const { page, view } = await setUp();

    view.remove('City Truck');
    await page.settle();

    expect(panel(page)).toBeNull();
  });
});
