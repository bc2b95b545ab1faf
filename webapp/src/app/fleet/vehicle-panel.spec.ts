import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { HistoryView } from '../history/history-view';
import { MapPosition } from '../map/map-position';
import { byRole } from '../testing/by-role';
import { aVehicle } from '../testing/fake-position-source';
import { setUpPage, type TestPage } from '../testing/set-up-page';
import { FleetStore } from './fleet-store';

const name = 'City Truck';
const text = (element: Element) => element.textContent.replace(/\s+/g, ' ');
const panelOf = (page: TestPage) => byRole(page.element, 'region', 'Selected vehicle');

/** A fix some seconds ago, somewhere on the way north: a mile in a thousand metres and 609. */
const ago = (seconds: number, metres: number) => ({
  lat: -29.9 + metres / 111_195,
  lng: -71.25,
  time: Date.now() - seconds * 1_000,
  speedMph: 30,
});

async function setUpPanel(prepare: (page: TestPage) => void = () => undefined) {
  const page = await setUpPage();
  prepare(page);
  page.source.sendSnapshot(aVehicle(ago(0, 1_609)));
  TestBed.inject(FleetStore).select(name);
  await page.settle();
  return page;
}

describe('the panel of a vehicle', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('shows speed, heading and age', async () => {
    const page = await setUpPanel();

    expect(text(panelOf(page))).toMatch(/City Truck.*Speed30 mph.*E 90°.*Last seennow/);
  });

  it('shows how fast the vehicle was and how far it drove', async () => {
    const page = await setUpPanel(({ history }) => {
      history.routes.set(name, [ago(2, 0)]);
    });

    expect(text(panelOf(page))).toContain('Speed, last hour');
    expect(text(panelOf(page))).toContain('Distance today1.0 mi');
    const graph = byRole(page.element, 'slider', 'Speed over time');
    expect(graph.getAttribute('aria-valuetext')).toBe('at most 30 mph');
  });

  it('grows with each report, and loads nothing anew', async () => {
    const page = await setUpPanel(({ history }) => {
      history.routes.set(name, [ago(2, 0)]);
    });
    page.history.isAway = true;

    page.source.send(aVehicle({ ...ago(-6, 3_219), speedMph: 50 }));
    await page.settle();

    expect(text(panelOf(page))).toContain('Distance today2.0 mi');
    expect(text(panelOf(page))).not.toContain('cannot be loaded');
  });

  it('says that the history cannot be loaded, and loads it when asked again', async () => {
    const page = await setUpPanel(({ history }) => {
      history.isAway = true;
    });
    expect(text(panelOf(page))).toContain('The history cannot be loaded.');

    page.history.isAway = false;
    byRole(page.element, 'button', 'Try again').click();
    await page.settle();

    expect(text(panelOf(page))).not.toContain('cannot be loaded');
    expect(text(panelOf(page))).toContain('Stops today 0');
  });

  it('lists the stops, and shows one on the map', async () => {
    const page = await setUpPanel(({ history }) => {
      history.routes.set(name, [ago(400, 0), ago(250, 5), ago(240, 900)]);
    });
    expect(text(panelOf(page))).toContain('Stops today 1');

    byRole(page.element, 'button', 'Show').click();
    await page.settle();
    byRole(page.element, 'button', /2 min$/).click();

    expect(TestBed.inject(MapPosition).wanted()?.lat).toBeCloseTo(-29.9, 3);
  });

  it('is read along the graph by keys', async () => {
    const page = await setUpPanel(({ history }) => {
      history.routes.set(name, [ago(100, 0), ago(2, 100)]);
    });
    const graph = byRole(page.element, 'slider', 'Speed over time');

    graph.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
    await page.settle();
    expect(graph.getAttribute('aria-valuetext')).toMatch(/no report$/);
    graph.dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }));
    graph.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
    await page.settle();

    expect(graph.getAttribute('aria-valuetext')).toMatch(/ · 30 mph$/);
  });

  it('opens the history and follows', async () => {
    const page = await setUpPanel();

    byRole(page.element, 'button', 'History').click();
    byRole(page.element, 'button', 'Follow').click();
    await page.settle();

    expect(TestBed.inject(HistoryView).names()).toEqual([name]);
    expect(byRole(page.element, 'button', 'Following').getAttribute('aria-pressed')).toBe('true');
  });

  it('is closed by Escape', async () => {
    const page = await setUpPanel();

    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await page.settle();

    expect(TestBed.inject(FleetStore).selectedName()).toBeUndefined();
  });

  it('says that a vehicle had not reported by then', async () => {
    const page = await setUpPanel();

    TestBed.inject(FleetStore).showPast(Date.now() - 86_400_000, []);
    await page.settle();

    expect(text(panelOf(page))).toContain('had not reported by then');
  });

  it('has no history in the releases of the course', async () => {
    const page = await setUpPage({ release: '2' });
    page.source.sendSnapshot(aVehicle());
    TestBed.inject(FleetStore).select(name);
    await page.settle();

    expect(text(panelOf(page))).toContain('Follow');
    expect(text(panelOf(page))).not.toMatch(/History|today|last hour/);
  });
});
