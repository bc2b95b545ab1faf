import { describe, expect, it } from '@jest/globals';
import { allFaults } from './injectors/all-faults.ts';
import { planRuns } from './plan.ts';

const seeds = ['1', '2', '3'];

describe('planRuns', () => {
  it.each([1, 4, 9, 100])('does every fault with every seed once, %d together', (together) => {
    const runs = planRuns(allFaults, seeds, together);

    const done = runs.flatMap(({ seed, faults }) => faults.map(({ name }) => `${seed} ${name}`));
    expect(done.toSorted()).toEqual(
      seeds.flatMap((seed) => allFaults.map(({ name }) => `${seed} ${name}`)).toSorted(),
    );
    for (const { faults } of runs) expect(faults.length).toBeLessThanOrEqual(together);
  });

  it('gives the same runs for the same seed, and others for another', () => {
    const namesOf = (seed: string) =>
      planRuns(allFaults, [seed], 9).map(({ faults }) => faults.map(({ name }) => name));

    expect(namesOf('1')).toEqual(namesOf('1'));
    expect(namesOf('1')).not.toEqual(namesOf('2'));
  });
});
