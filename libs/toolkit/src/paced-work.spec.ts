import { describe, expect, it } from '@jest/globals';
import { PacedWork, type PaceClock } from './paced-work.ts';

/** A clock that the test moves; it knows the pauses under way. */
class HandClock implements PaceClock {
  time = 0;
  readonly pauses: number[] = [];
  #end: (() => void) | undefined;

  now(): number {
    return this.time;
  }

  pause(ms: number, signal: AbortSignal): Promise<void> {
    this.pauses.push(ms);
    return new Promise((resolve) => {
      this.#end = resolve;
      signal.addEventListener('abort', () => {
        resolve();
      });
    });
  }

  /** Ends the present pause. */
  async rested(): Promise<void> {
    this.#end?.();
    await settle();
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Paced work whose runs end when the test says so. */
function someWork() {
  const clock = new HandClock();
  const runs: PromiseWithResolvers<void>[] = [];
  const failures: unknown[] = [];
  const paced = new PacedWork({
    work: () => {
      const run: PromiseWithResolvers<void> = Promise.withResolvers();
      runs.push(run);
      return run.promise;
    },
    rest: 4,
    backOff: { firstMs: 100, maxMs: 200 },
    onFailure: (error) => failures.push(error),
    clock,
  });
  const finish = async (ms: number, error?: Error) => {
    clock.time += ms;
    if (error) runs.at(-1)?.reject(error);
    else runs.at(-1)?.resolve();
    await settle();
  };
  return { clock, runs, failures, paced, finish };
}

describe('PacedWork', () => {
  it('begins at once while idle', async () => {
    const { runs, paced, finish, clock } = someWork();

    paced.ask();
    expect(runs).toHaveLength(1);
    await finish(10);
    await clock.rested();
    paced.ask();

    expect(runs).toHaveLength(2);
  });

  it('rests after a run in proportion to how long it took', async () => {
    const { runs, paced, finish, clock } = someWork();
    paced.ask();
    await finish(25);

    paced.ask();
    await settle();
    expect(clock.pauses).toEqual([100]);
    expect(runs).toHaveLength(1);

    await clock.rested();
    expect(runs).toHaveLength(2);
  });

  it('rests for a second at most', async () => {
    const { paced, finish, clock } = someWork();
    paced.ask();
    await finish(5_000);

    expect(clock.pauses).toEqual([1_000]);
  });

  it('runs once for all who ask during a run and its rest', async () => {
    const { runs, paced, finish, clock } = someWork();
    paced.ask();
    paced.ask();
    paced.ask();
    await finish(1);
    paced.ask();
    await clock.rested();
    await finish(1);
    await clock.rested();

    expect(runs).toHaveLength(2);
  });

  it('runs again after work that failed, with pauses that grow', async () => {
    const { runs, paced, finish, clock, failures } = someWork();
    paced.ask();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await finish(1, new Error('the database is away'));
      await clock.rested();
    }

    expect(runs).toHaveLength(5);
    expect(failures).toHaveLength(4);
    expect(clock.pauses.slice(-2).every((ms) => ms >= 100 && ms <= 200)).toBe(true);
  });

  it('settles when what was asked for is done, without the rest before it', async () => {
    const { runs, paced, finish } = someWork();
    let isSettled = false;
    paced.ask();
    await finish(1_000);
    paced.ask();

    void paced.settled().then(() => (isSettled = true));
    await settle();
    expect([runs.length, isSettled]).toEqual([2, false]);

    await finish(1);
    expect(isSettled).toBe(true);
  });

  it('settles at once if nothing was asked for', async () => {
    const { runs, paced } = someWork();

    await paced.settled();

    expect(runs).toHaveLength(0);
  });

  it('settles after a run that was asked for while another was under way', async () => {
    const { runs, paced, finish } = someWork();
    paced.ask();
    paced.ask();
    let isSettled = false;
    void paced.settled().then(() => (isSettled = true));

    await finish(1);
    expect([runs.length, isSettled]).toEqual([2, false]);

    await finish(1);
    expect(isSettled).toBe(true);
  });

  it('does what was asked for when it closes, and nothing after', async () => {
    const { runs, paced, finish } = someWork();
    paced.ask();
    await finish(1_000);
    paced.ask();

    const closed = Promise.all([paced.close(), paced.close()]);
    await settle();
    await finish(1);
    await closed;
    paced.ask();

    expect(runs).toHaveLength(2);
  });

  it('tries once more when it closes, and gives up', async () => {
    const { runs, paced, finish } = someWork();
    paced.ask();
    await finish(1, new Error('the database is away'));

    const closed = paced.close();
    await settle();
    await finish(1, new Error('the database is away'));
    await closed;

    expect(runs).toHaveLength(2);
  });
});
