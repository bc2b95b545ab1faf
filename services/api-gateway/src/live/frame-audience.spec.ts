import type { LiveView } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { FakePage } from '../testing/fake-page.ts';
import { FleetBroadcaster } from './fleet-broadcaster.ts';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();

/** A vehicle at latitude `lat` that has been driving north for as many seconds, from the equator. */
const move = (name: string, lat: number) =>
  aPosition({ name, lat, longitude: 0, timestamp: second(lat) });

const world = { north: 90, south: -90, east: 180, west: -180 };
const band = (south: number, north: number): LiveView => ({ ...world, south, north });

describe('the audience of frames', () => {
  let fleet: FleetSnapshot;
  let frames: ArrayBuffer[];
  let broadcaster: FleetBroadcaster;

  beforeEach(() => {
    jest.useFakeTimers();
    start();
  });
  afterEach(() => {
    broadcaster.close();
    jest.useRealTimers();
  });

  function start(maxVehicles = 1_000): void {
    fleet = new FleetSnapshot({ maxVehicles, now: () => new Date() });
    frames = [];
    const toEach = (recipients: readonly unknown[], tell: (page: FakePage) => void) => {
      for (const recipient of recipients) tell(recipient as FakePage);
    };
    broadcaster = new FleetBroadcaster({
      fleet,
      now: () => new Date(),
      sendUpdate: () => {
        throw new Error('nobody here reads JSON');
      },
      frames: {
        names: (recipients, first, names) => {
          toEach(recipients, (page) => {
            page.learnNames(first, names);
          });
        },
        frame: (recipients, frame) => {
          frames.push(frame);
          toEach(recipients, (page) => {
            page.take(frame);
          });
        },
        trace: () => undefined,
      },
      sendLate: (recipient, late) => {
        (recipient as FakePage).hearOfLate(late);
      },
    });
  }

  function open(view?: LiveView): FakePage {
    const page = new FakePage();
    broadcaster.add(page, 'frames');
    if (view) broadcaster.look(page, view);
    jest.advanceTimersByTime(250);
    return page;
  }

  /** What the page is told in this time. */
  function during(ms: number, page: FakePage): string[] {
    const seen = page.events.length;
    jest.advanceTimersByTime(ms);
    return page.events.slice(seen);
  }

  it('gives a new page the names and the whole fleet', () => {
    fleet.merge([move('a', 1), move('b', 2)]);

    expect(open().events).toEqual(['names 0 a b', 'snapshot a@1 b@2']);
  });

  it('gives a new page an empty table of an empty fleet', () => {
    expect(open().events).toEqual(['names 0', 'snapshot']);
  });

  it('then tells what changed, and only names that are new', () => {
    fleet.merge([move('a', 1)]);
    const page = open();

    fleet.merge([move('a', 2)]);
    expect(during(100, page)).toEqual(['update a@2']);
    fleet.merge([move('b', 3)]);
    expect(during(100, page)).toEqual(['names 1 b', 'update b@3']);
  });

  it('answers a view with the vehicles that are there, and those that are followed', () => {
    fleet.merge([move('a', 1), move('b', 20), move('c', 30)]);
    const page = open();

    broadcaster.look(page, { ...band(0, 10), follow: 'c' });

    expect(during(100, page)).toEqual(['bounds a@1 c@30']);
  });

  it('answers a view of the sea with an empty frame', () => {
    fleet.merge([move('a', 1)]);
    const page = open();

    broadcaster.look(page, band(50, 60));

    expect(during(100, page)).toEqual(['bounds']);
  });

  it('tells what is inside at once, and all others together after ten seconds', () => {
    fleet.merge([move('in', 1), move('out', 20)]);
    const page = open(band(0, 10));

    fleet.merge([move('in', 2), move('out', 21)]);
    expect(during(100, page)).toEqual(['update in@2']);
    fleet.merge([move('out', 22)]);
    expect(during(9_000, page)).toEqual([]);
    fleet.merge([move('out', 23)]);

    expect(during(1_000, page)).toEqual(['update out@23']);
  });

  it('leaves out of the combined update what was told before', () => {
    fleet.merge([move('in', 1), move('out', 20)]);
    const page = open(band(0, 10));
    fleet.merge([move('in', 2), move('out', 21)]);
    during(9_700, page);

    fleet.merge([move('in', 3)]);

    expect(during(300, page)).toEqual(['update in@3', 'update out@21']);
  });

  it('tells a followed vehicle at once, wherever it is, even one that is yet to come', () => {
    const page = open({ ...band(0, 10), follow: 'star' });

    fleet.merge([move('star', 40), move('other', 41)]);

    expect(during(100, page)).toEqual(['names 0 star other', 'update star@40']);
  });

  it('makes one frame for pages with the same needs, and for views that all changes lie in', () => {
    fleet.merge([move('a', 1), move('b', 2)]);
    const pages = [open(), open(world), open(band(0, 10)), open(band(0, 20))];
    frames.length = 0;

    fleet.merge([move('a', 2), move('b', 3)]);
    jest.advanceTimersByTime(100);

    expect(frames).toHaveLength(1);
    for (const page of pages) expect(page.events.at(-1)).toBe('update a@2 b@3');
  });

  it('answers the latest view only when a slow page has taken all else', () => {
    fleet.merge([move('a', 1), move('b', 20)]);
    const page = open();
    page.ready = false;
    for (const north of [2, 3, 25]) broadcaster.look(page, band(15, north));

    expect(during(5_000, page)).toEqual([]);
    page.ready = true;

    expect(during(100, page)).toEqual(['bounds b@20']);
  });

  it('tells of departures by a snapshot, no more often than every ten seconds', () => {
    fleet.merge([move('a', 1), move('b', 2)]);
    const page = open();

    fleet.replace([move('a', 1)], fleet.version);
    expect(during(9_000, page)).toEqual([]);

    expect(during(1_000, page)).toEqual(['snapshot a@1']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('tells of a vehicle whose time goes back by a snapshot, which pages believe', () => {
    fleet.merge([move('a', 1), move('b', 2)]);
    const page = open();
    fleet.merge([move('a', 9)]);
    during(100, page);

    fleet.replace([move('a', 1), move('b', 2)], fleet.version);

    expect(during(100, page)).toEqual(['update a@1']);
    expect(during(10_000, page)).toEqual(['snapshot a@1 b@2']);
  });

  it('gives a vehicle that returns the number it had', () => {
    fleet.merge([move('a', 1), move('b', 2)]);
    const page = open();
    fleet.replace([move('b', 2)], fleet.version);
    during(10_000, page);

    fleet.merge([move('a', 3)]);

    expect(during(100, page)).toEqual(['update a@3']);
  });

  it('numbers anew when vehicles have come and gone for long, and tells names and fleet again', () => {
    start(2);
    const page = open();
    for (let trip = 1; trip <= 20; trip++) {
      fleet.replace([move(`trip ${trip}`, trip)], fleet.version);
      during(100, page);
    }

    expect(fleet.table.count).toBeLessThanOrEqual(4);
    expect([...page.picture.keys()]).toContain('trip 20');
    during(10_000, page);
    expect([...page.picture.keys()]).toEqual(['trip 20']);
  });

  it('runs no timer while every page knows everything', () => {
    fleet.merge([move('a', 1), move('b', 20)]);
    open();
    const page = open(band(0, 10));
    fleet.merge([move('b', 21)]);
    during(10_000, page);

    expect(jest.getTimerCount()).toBe(0);
  });

  const anyView = fc.oneof(
    fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]) => band(Math.min(a, b), Math.max(a, b))),
    fc.constantFrom('truck 0', 'truck 1', 'none').map((follow) => ({ ...band(60, 70), follow })),
  );
  const anyName = fc.nat(9).map((number) => `truck ${number}`);
  const anyStep = fc.oneof(
    fc.record({ name: anyName, at: fc.nat(50) }),
    fc.record({ passMs: fc.oneof(fc.nat(250), fc.nat(12_000)) }),
    fc.record({ joins: fc.option(anyView) }),
    fc.record({ page: fc.nat(5), view: anyView }),
    fc.record({ toggles: fc.nat(5) }),
    fc.record({ leaves: fc.nat(1) }),
  );

  /** What the pages should believe of these vehicles. */
  const truth = (isSeen: (lat: number) => boolean = () => true) =>
    fleet
      .all()
      .filter(({ lat }) => isSeen(lat))
      .map(({ name, lat, timestamp }) => [name, lat, timestamp]);
  const belief = (page: FakePage, names = [...page.picture.keys()]) =>
    names.toSorted().map((name) => {
      const { lat = NaN, time = NaN } = page.picture.get(name) ?? {};
      return [name, lat, new Date(time).toISOString()];
    });

  it('ends with the true last position of every vehicle on every page, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        start(2);
        const pages = [open()];
        const views = new Map<FakePage, LiveView>();
        const pageOf = (index: number) => pages[index % pages.length] ?? new FakePage();
        for (const step of steps) {
          if ('name' in step) fleet.merge([move(step.name, step.at)]);
          else if ('passMs' in step) jest.advanceTimersByTime(step.passMs);
          else if ('toggles' in step) pageOf(step.toggles).ready = !pageOf(step.toggles).ready;
          else if ('leaves' in step) {
            const staying = fleet.all().filter((_, index) => index !== step.leaves);
            fleet.replace(staying, fleet.version);
          } else {
            if ('joins' in step) pages.push(open(step.joins ?? undefined));
            const [page, view] =
              'joins' in step ? [pages.at(-1), step.joins] : [pageOf(step.page), step.view];
            if (!page || !view) continue;
            views.set(page, view);
            broadcaster.look(page, view);
          }
        }
        for (const page of pages) page.ready = true;
        jest.advanceTimersByTime(250);
        for (const [page, { south, north }] of views) {
          const seen = truth((lat) => lat >= south && lat <= north);
          expect(
            belief(
              page,
              seen.map(([name]) => String(name)),
            ),
          ).toEqual(seen);
        }

        jest.advanceTimersByTime(10_100);
        for (const page of pages) expect(belief(page)).toEqual(truth());
        expect(jest.getTimerCount()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
