import type { FleetUpdate, LateFixes, LiveView } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { FakePage } from '../testing/fake-page.ts';
import { Visibility } from '../visibility/visibility.ts';
import { LiveAudiences } from './live-audiences.ts';

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
const move = (name: string, at: number) => aPosition({ name, timestamp: second(at), lat: at });
const late = (name: string): LateFixes => ({ name, from: second(0), until: second(1) });
const world = { north: 90, south: -90, east: 180, west: -180 };
const onlyB = Visibility.only(['b']);

describe('LiveAudiences', () => {
  let fleet: FleetSnapshot;
  let audiences: LiveAudiences;
  let frames: ArrayBuffer[];
  let updates: string[];

  beforeEach(() => {
    jest.useFakeTimers();
    fleet = new FleetSnapshot({ maxVehicles: 100, now: () => new Date() });
    frames = [];
    updates = [];
    audiences = new LiveAudiences({
      fleet,
      now: () => new Date(),
      sendUpdate: (recipients, event, { vehicles }: FleetUpdate) => {
        const ids = recipients.map(({ id }) => id).join('+');
        updates.push(`${ids} ${event} ${vehicles.map(({ name }) => name).join(' ')}`);
      },
      frames: {
        names: (recipients, first, names) => {
          for (const page of recipients) (page as FakePage).learnNames(first, names);
        },
        frame: (recipients, frame) => {
          frames.push(frame);
          for (const page of recipients) (page as FakePage).take(frame);
        },
        trace: () => undefined,
      },
      sendLate: (page, fixes) => {
        (page as FakePage).hearOfLate(fixes);
      },
    });
    fleet.merge([move('a', 1), move('b', 2), move('c', 3)]);
  });
  afterEach(() => {
    audiences.close();
    jest.useRealTimers();
  });

  function open(visibility: Visibility, view?: LiveView): FakePage {
    const page = new FakePage();
    audiences.add(page, { coding: 'frames', visibility });
    if (view) audiences.look(page, view);
    jest.advanceTimersByTime(250);
    return page;
  }

  function soon(): void {
    jest.advanceTimersByTime(100);
  }

  it('tells each client of what it sees, with numbers of its own', () => {
    const [all, one, none] = [
      open(Visibility.everything),
      open(onlyB),
      open(Visibility.only(['z'])),
    ];
    expect(all.events).toEqual(['names 0 a b c', 'snapshot a@1 b@2 c@3']);
    expect(one.events).toEqual(['names 0 b', 'snapshot b@2']);

    fleet.merge([move('a', 4), move('b', 5), move('d', 6)]);
    soon();
    fleet.merge([move('a', 7)]);
    soon();

    expect(one.events.slice(2)).toEqual(['update b@5']);
    expect(none.events).toEqual(['names 0', 'snapshot']);
    expect(audiences.size).toBe(3);
  });

  it('tells a client whose map is anywhere, and that follows and watches anything, no more', () => {
    const page = open(onlyB, { ...world, follow: 'a', watch: ['a', 'b'] });

    audiences.announce([late('a'), late('b'), late('c')]);
    soon();

    expect(page.events).toEqual([
      'names 0 b',
      'snapshot b@2',
      'bounds b@2',
      `late b ${second(0)}/${second(1)}`,
    ]);
  });

  it('writes one frame for all who see the same', () => {
    open(onlyB);
    open(Visibility.only(['b']));
    frames = [];

    fleet.merge([move('b', 5)]);
    soon();

    expect(frames).toHaveLength(1);
  });

  it('tells those who read JSON the same', () => {
    const client = new FakePage('reader');
    audiences.add(client, { coding: 'json', visibility: onlyB });
    soon();
    fleet.merge([move('a', 4), move('b', 5)]);
    soon();
    fleet.merge([move('a', 6)]);
    soon();

    expect(updates).toEqual(['reader snapshot b', 'reader positions b']);
  });

  it('begins anew for a client that may see something else, where it looks', () => {
    const page = open(onlyB, { ...world, follow: 'c' });
    page.events.length = 0;

    audiences.limit(page, Visibility.only(['b']));
    soon();
    expect(page.events).toEqual([]);
    audiences.limit(page, Visibility.only(['c']));
    soon();

    expect(page.events).toEqual(['names 0 c', 'snapshot c@3', 'bounds c@3']);
    expect([...page.picture.keys()]).toEqual(['c']);
  });

  it('tells a client that has left nothing more', () => {
    const page = open(onlyB);
    audiences.remove(page);

    fleet.merge([move('b', 5)]);
    audiences.look(page, world);
    audiences.limit(page, Visibility.everything);
    soon();

    expect(page.events).toHaveLength(2);
    expect(audiences.size).toBe(0);
  });
});
