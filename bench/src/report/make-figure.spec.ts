import { describe, expect, it } from '@jest/globals';
import type { Run } from '../measuring/rounds.ts';
import { benchResult, isMeasured } from './bench-result.ts';
import { makeFigure } from './make-figure.ts';

function run(rate: number, cores = 0.5): Run {
  const process = { name: 'tracker', cores, busiestThread: 0.4, memoryMiB: 99.7 };
  return {
    outcome: { rate, work: rate * 2 },
    use: { seconds: 2, processes: [process], busyCores: 1 },
  };
}

const runs = [run(100), run(120), run(110)];
const options = { name: 'ingest', unit: 'reports/s', better: 'more', key: 'rate', runs } as const;

describe('makeFigure', () => {
  it('takes the median, the spread, and what the run in the middle used', () => {
    const figure = makeFigure(options);

    expect(figure).toMatchObject({ median: 110, spread: 0.182, runs: [100, 120, 110] });
    expect(figure.processes).toEqual([
      { name: 'tracker', cores: 0.5, busiestThread: 0.4, memoryMiB: 100, microsEach: 4_550 },
    ]);
  });

  it('compares each run with the ceiling of its own round', () => {
    const ceilings = [{ name: 'broker', values: [200, 240, 1_100] }];

    const figure = makeFigure({ ...options, ceilings });

    expect(figure.ceilings).toEqual([
      { name: 'broker', median: 240, runs: [200, 240, 1_100], ratio: 0.5 },
    ]);
  });

  it('holds the aim against the ratios to the ceilings, in their order', () => {
    const ceilings = [
      { name: 'broker', values: [100, 120, 110] },
      { name: 'inserts', values: [200, 240, 220] },
    ];
    const isMet = ({ ratios }: { ratios: readonly number[] }) => ratios[1] === 1;

    const figure = makeFigure({ ...options, ceilings, aim: { text: 'half', isMet } });

    expect(figure.aim).toEqual({ text: 'half', isMet: false });
  });
});

describe('isMeasured', () => {
  it('is false of a figure whose runs gave no number', () => {
    expect(isMeasured(makeFigure(options))).toBe(true);
    expect(isMeasured(makeFigure({ ...options, key: 'missing' }))).toBe(false);
  });
});

describe('benchResult', () => {
  const result = {
    scenario: 'ingest',
    date: '2026-11-29T22:00:00.000Z',
    commit: '394e197',
    note: '',
    runSeconds: 2,
    machine: { system: 'linux', processor: 'x', cores: 2, memoryGiB: 24 },
    versions: { node: '24' },
    figures: [makeFigure(options)],
  };

  it('reads what a scenario writes', () => {
    expect(benchResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  });

  it('refuses a figure without a number', () => {
    const [figure] = result.figures;
    const broken = { ...result, figures: [{ ...figure, median: null }] };

    expect(() => benchResult.parse(broken)).toThrow('median');
  });
});
