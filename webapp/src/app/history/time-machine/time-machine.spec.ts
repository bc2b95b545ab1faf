import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FleetStore } from '../../fleet/fleet-store';
import { FakePastSource } from '../../testing/fake-past-source';
import { PastSource } from './past-source';
import { TimeMachine } from './time-machine';

const now = Date.UTC(2026, 10, 22, 12);
const tenMinutesAgo = now - 600_000;

function setUp() {
  const source = new FakePastSource();
  TestBed.configureTestingModule({ providers: [{ provide: PastSource, useValue: source }] });
  const [machine, fleet] = [TestBed.inject(TimeMachine), TestBed.inject(FleetStore)];
  return { source, machine, fleet };
}

/** Lets so many milliseconds pass, and everything that is ready come to its end. */
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('TimeMachine', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now });
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('shows the fleet as it was, and the present again', async () => {
    const { source, machine, fleet } = setUp();

    machine.goTo(tenMinutesAgo + 400);
    expect(machine.at()).toBe(tenMinutesAgo);
    expect(machine.isWaiting()).toBe(true);
    await pass(0);

    expect(machine.isWaiting()).toBe(false);
    expect(fleet.isLive()).toBe(false);
    expect(fleet.shownTime()).toBe(tenMinutesAgo);
    expect(fleet.table().find('City Truck')?.lat).toBeCloseTo(
      source.vehiclesAt(tenMinutesAgo)[0]?.lat ?? NaN,
    );

    machine.goLive();
    expect(machine.at()).toBeUndefined();
    expect(fleet.isLive()).toBe(true);
  });

  it('takes the last moments, and what is to come, for now', async () => {
    const { machine, fleet } = setUp();
    machine.goTo(tenMinutesAgo);
    await pass(0);

    machine.goTo(now - 1_000);
    expect(machine.at()).toBeUndefined();
    machine.goTo(now + 3_600_000);
    expect(machine.at()).toBeUndefined();
    expect(fleet.isLive()).toBe(true);
  });

  it('shows nothing that comes after one has returned to now', async () => {
    const { source, machine, fleet } = setUp();
    source.isSlow = true;
    machine.goTo(tenMinutesAgo);

    machine.goLive();
    source.answer();
    await pass(0);

    expect(fleet.isLive()).toBe(true);
  });

  it('plays as fast as it is told', async () => {
    const { machine, fleet } = setUp();
    machine.goTo(tenMinutesAgo);
    await pass(0);

    machine.play(10);
    await pass(4_000);

    expect(machine.isPlaying()).toBe(true);
    expect(machine.at()).toBe(tenMinutesAgo + 40_000);
    // The vehicles are on their way to the next frame.
    expect(fleet.shownTime()).toBeGreaterThanOrEqual(tenMinutesAgo + 40_000);
    expect(fleet.shownTime()).toBeLessThanOrEqual(tenMinutesAgo + 44_000);
  });

  it.each([1, 2, 5, 10, 25, 50])(
    'shows frames that are never behind its clock at %i×',
    async (rate) => {
      const { machine, fleet } = setUp();
      machine.goTo(tenMinutesAgo);
      await pass(0);
      machine.play(rate);
      await pass(1_000);

      for (let tick = 0; tick < 30; tick++) {
        await pass(200);
        const ahead = fleet.shownTime() - (machine.at() ?? 0);
        expect(ahead).toBeGreaterThanOrEqual(0);
        expect(ahead).toBeLessThanOrEqual(1_000 + 400 * rate);
      }
    },
  );

  it('loads ahead: one request for a minute of frames', async () => {
    const { source, machine } = setUp();
    machine.goTo(tenMinutesAgo);
    await pass(0);

    machine.play(1);
    await pass(30_000);

    expect(source.asked.filter((asked) => asked.startsWith('from'))).toHaveLength(2);
  });

  it('holds where the next frames are late, and goes on with them', async () => {
    const { source, machine } = setUp();
    machine.goTo(tenMinutesAgo);
    await pass(0);
    source.isSlow = true;

    machine.play(10);
    await pass(5_000);
    expect(machine.at()).toBe(tenMinutesAgo);
    expect(machine.isWaiting()).toBe(true);

    source.answer();
    await pass(1_000);
    expect(machine.at()).toBe(tenMinutesAgo + 10_000);
    expect(machine.isWaiting()).toBe(false);
  });

  it('is live when it has caught up with now', async () => {
    const { machine, fleet } = setUp();
    machine.goTo(now - 60_000);
    await pass(0);

    machine.play(50);
    await pass(2_000);

    expect(machine.at()).toBeUndefined();
    expect(machine.isPlaying()).toBe(false);
    expect(fleet.isLive()).toBe(true);
  });

  it('plays on from where it is dragged to', async () => {
    const { machine } = setUp();
    machine.goTo(tenMinutesAgo);
    await pass(0);
    machine.play(10);
    await pass(1_000);

    machine.goTo(tenMinutesAgo - 600_000);
    await pass(1_000);

    expect(machine.at()).toBe(tenMinutesAgo - 600_000 + 10_000);
  });

  it('stands where it was paused', async () => {
    const { machine, fleet } = setUp();
    machine.goTo(tenMinutesAgo);
    await pass(0);
    machine.play(10);
    await pass(1_000);

    machine.pause();
    await pass(5_000);

    expect(machine.at()).toBe(tenMinutesAgo + 10_000);
    expect(fleet.shownTime()).toBe(tenMinutesAgo + 10_000);
  });

  it('says that the past is away, and tries again', async () => {
    const { source, machine, fleet } = setUp();
    source.isAway = true;
    machine.goTo(tenMinutesAgo);
    await pass(0);
    expect(machine.problem()).toBe('away');
    expect(machine.isWaiting()).toBe(false);

    source.isAway = false;
    machine.retry();
    await pass(0);

    expect(machine.problem()).toBeUndefined();
    expect(fleet.shownTime()).toBe(tenMinutesAgo);
  });

  it('stays live where the tracker knows no past', async () => {
    const { source, machine, fleet } = setUp();
    source.isSupported = false;

    machine.goTo(tenMinutesAgo);
    await pass(0);

    expect(machine.problem()).toBe('not-supported');
    expect(machine.at()).toBeUndefined();
    expect(fleet.isLive()).toBe(true);
  });

  it('plays nothing while it is now', async () => {
    const { source, machine } = setUp();

    machine.play(10);
    await pass(1_000);

    expect(machine.isPlaying()).toBe(false);
    expect(source.asked).toEqual([]);
  });
});
