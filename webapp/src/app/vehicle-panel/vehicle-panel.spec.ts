import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { HistoryView } from '../history/view/history-view';
import { MapPosition } from '../geo/map-position';
import { byRole } from '../testing/by-role';
import { aVehicle } from '../testing/fake-position-source';
import { setUpPage, type TestPage } from '../testing/set-up-page';
import { FleetStore } from '../fleet/fleet-store';
import { SelectedPast } from '../history/past/selected-past';
import type { Vehicle } from '../vehicle/vehicle';

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

async function setUpPanel(
  prepare: (page: TestPage) => void = () => undefined,
  vehicle: Partial<Vehicle> = ago(0, 1_609),
) {
  const page = await setUpPage();
  prepare(page);
  page.source.sendSnapshot(aVehicle(vehicle));
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

    // The first test loads what the page defers, which takes seconds on a busy machine.
    const shown = /City Truck.*Speed ?30 mph.*E 90°.*Last seen(now|\d+ s ago)/;
    expect(text(panelOf(page))).toMatch(shown);
  });

  it('shows no unit beside a speed that nobody knows', async () => {
    const page = await setUpPanel(undefined, { ...ago(0, 0), speedMph: null });

    expect(text(panelOf(page))).toMatch(/Speed ?– ?Heading/);
  });

  it('shows how fast the vehicle was and how far it drove', async () => {
    const page = await setUpPanel(({ history }) => {
      history.routes.set(name, [ago(2, 0)]);
    });

    expect(text(panelOf(page))).toContain('Speed, last hour');
    expect(text(panelOf(page))).toContain('Distance1.0 mi');
    const graph = byRole(page.element, 'slider', 'Speed over time');
    expect(graph.getAttribute('aria-valuetext')).toMatch(
      /^at most 30 mph, on average \d+ while moving$/,
    );
  });

  it('grows with each report, and loads nothing anew', async () => {
    const page = await setUpPanel(({ history }) => {
      history.routes.set(name, [ago(2, 0)]);
    });
    page.history.isAway = true;

    page.source.send(aVehicle({ ...ago(-6, 3_219), speedMph: 50 }));
    await page.settle();

    expect(text(panelOf(page))).toContain('Distance2.0 mi');
    expect(text(panelOf(page))).not.toContain('cannot be loaded');
  });

  it('tells more when fixes come late, and so does the line on the map', async () => {
    const page = await setUpPanel(({ history }) => {
      history.routes.set(name, [ago(240, 0)]);
    });
    const past = TestBed.inject(SelectedPast);
    await page.settle();
    expect(text(panelOf(page))).toContain('Distance1.0 mi');

    // Out of its way and back: what a tunnel had hidden.
    const detour = { ...ago(120, 800), lng: -71.24 };
    page.history.routes.set(name, [ago(240, 0), detour, ago(0, 1_609)]);
    page.source.sendLate({ name, from: detour.time, until: detour.time });
    await page.settle();

    expect(text(panelOf(page))).toContain('Distance1.6 mi');
    expect(past.trail().map(({ lng }) => lng)).toContain(-71.24);
  });

  it('tells no distance of a parked vehicle, however noisy its receiver', async () => {
    const noise = Array.from({ length: 200 }, (_, index) => ({
      ...ago(2_000 - index * 10, 5 * Math.sin(index * 1.7)),
      lng: -71.25 + 5e-5 * Math.cos(index * 2.3),
      speedMph: null,
    }));
    const page = await setUpPanel(
      ({ history }) => {
        history.routes.set(name, noise);
      },
      { ...ago(0, 1), speedMph: 0 },
    );
    page.source.send(aVehicle({ ...ago(-6, 2), speedMph: 0 }));
    await page.settle();

    expect(text(panelOf(page))).toContain('Distance0.0 mi');
    expect(text(panelOf(page))).toContain('Stops 1');
  });

  it('says since when the vehicle stands, also before the page was opened, as the list then does', async () => {
    const stand = { ...ago(840, 1_609), speedMph: 0 };
    const drive = [900, 880, 860].map((seconds) => ago(seconds, 1_609 - 20 * (seconds - 840)));
    const page = await setUpPanel(
      ({ history }) => {
        const stands = [840, 600, 360, 120].map((seconds) => ({
          ...stand,
          ...ago(seconds, 1_609),
          speedMph: 0,
        }));
        history.routes.set(name, [...drive, ...stands]);
      },
      { ...ago(0, 1_609), speedMph: 0 },
    );
    await page.settle();

    expect(text(panelOf(page))).toContain('stopped 14 min');
    expect(text(byRole(page.element, 'option', /City Truck/))).toContain('stopped 14 min');
  });

  it('says of a gap that nobody knows the way', async () => {
    const page = await setUpPanel(({ history }) => {
      history.routes.set(name, [ago(900, 0)]);
    });

    expect(text(panelOf(page))).toContain('dashed: no report for over 5 minutes');
  });

  it('leaves a jump out', async () => {
    const page = await setUpPanel(({ history }) => {
      const drive = [240, 180, 120, 60].map((seconds) => ago(seconds, 1_609 - 6 * seconds));
      history.routes.set(name, [...drive.slice(0, 2), ago(150, 400_000), ...drive.slice(2)]);
    });

    expect(text(panelOf(page))).toContain('Distance0.9 mi');
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
    expect(text(panelOf(page))).toContain('Stops 0');
  });

  it('lists the stops, and shows one on the map', async () => {
    const page = await setUpPanel(({ history }) => {
      history.routes.set(name, [ago(400, 0), ago(250, 5), ago(200, 900)]);
    });
    expect(text(panelOf(page))).toContain('Stops 1');

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
