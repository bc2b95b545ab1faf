import { describe, expect, it } from '@jest/globals';
import { rounds, runRounds, type Subject } from './rounds.ts';

/** Notes each of its runs. */
function noting(name: string, notes: string[]): Subject {
  return {
    name,
    observed: [{ name: 'this process', pid: process.pid }],
    run: async (ms) => {
      notes.push(`${name} ${ms}`);
      return { work: notes.length };
    },
  };
}

describe('runRounds', () => {
  it('warms each subject up, then runs all of them in turn', async () => {
    const notes: string[] = [];
    const subjects = [noting('a', notes), noting('b', notes)];

    await runRounds(subjects, { runMs: 10 });

    const turn = ['a 10', 'b 10'];
    expect(notes).toEqual(['a 5', 'b 5', ...turn, ...turn, ...turn]);
  });

  it('gives the outcomes of the runs, without that of the warm-up', async () => {
    const subject = noting('a', []);

    const runs = (await runRounds([subject], { runMs: 10 })).get(subject) ?? [];

    expect(runs.map(({ outcome }) => outcome)).toEqual([{ work: 2 }, { work: 3 }, { work: 4 }]);
    expect(runs).toHaveLength(rounds);
  });
});
