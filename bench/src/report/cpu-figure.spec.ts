import { describe, expect, it } from '@jest/globals';
import type { Run } from '../measuring/rounds.ts';
import { clientName, cpuCeiling, cpuFigures, cpuMicrosEach } from './cpu-figure.ts';

function run(work: number, cores: number): Run {
  const use = (name: string, used: number) => {
    return { name, cores: used, busiestThread: 0.1, memoryMiB: 100 };
  };
  return {
    outcome: { work },
    use: { seconds: 2, processes: [use('tracker', cores), use(clientName, 1)], busyCores: 2 },
  };
}

describe('cpuMicrosEach', () => {
  it('divides the CPU of all processes but the client by the work done', () => {
    expect(cpuMicrosEach([run(200, 0.5)])).toEqual([5_000]);
  });
});

describe('cpuFigures', () => {
  it('compares what is measured with what its parts cost together', () => {
    const ceilings = [cpuCeiling('parts', [run(200, 0.25)], [run(200, 0.125)])];

    const [figure] = cpuFigures({ name: 'x', each: 'report', runs: [run(200, 0.5)], ceilings });

    expect(figure).toMatchObject({ median: 5_000, unit: 'µs' });
    expect(figure?.ceilings).toMatchObject([{ median: 3_750, ratio: 0.75 }]);
  });

  it('gives none where nothing says what processes use', () => {
    const runs = [{ ...run(200, 0.5), outcome: {} }];

    expect(cpuFigures({ name: 'x', each: 'report', runs, ceilings: [] })).toEqual([]);
  });
});
