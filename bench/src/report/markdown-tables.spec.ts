import { describe, expect, it } from '@jest/globals';
import type { BenchResult, Figure } from './bench-result.ts';
import { replaceBetween, writeHighlights, writeTables } from './markdown-tables.ts';

const figure: Figure = {
  name: 'one a message',
  unit: 'reports/s',
  better: 'more',
  median: 12_345,
  spread: 0.1,
  runs: [12_345],
  ceilings: [{ name: 'broker alone', median: 15_000, runs: [15_000], ratio: 0.823 }],
  processes: [],
  aim: { text: '80 %', isMet: true },
  limit: '',
};

function result(figures: readonly Figure[]): BenchResult {
  return {
    scenario: 'ingest',
    date: '2026-11-29T22:00:00.000Z',
    commit: 'abc',
    note: 'not synced',
    runSeconds: 2,
    machine: { system: 'linux', processor: 'x', cores: 2, memoryGiB: 24 },
    versions: {},
    figures: [...figures],
  };
}

const now = new Map([['ingest', result([figure, { ...figure, name: 'other', ceilings: [] }])]]);
const before = new Map([['ingest', result([{ ...figure, median: 3_000 }])]]);

describe('writeTables', () => {
  it('has a row for each figure, with what it was before', () => {
    const text = writeTables(now, before);

    expect(text).toContain(
      '| one a message | 3,000 reports/s ±5 % | 12,300 reports/s ±5 % | 82 % of broker alone (15,000) | 80 %: met |',
    );
    expect(text).toContain('| other |  | 12,300 reports/s ±5 % |  | 80 %: met |');
  });
});

describe('writeHighlights', () => {
  it('takes the chosen figures that were measured', () => {
    const chosen = [
      { scenario: 'ingest', figure: 'other' },
      { scenario: 'ingest', figure: 'gone' },
    ];

    const rows = writeHighlights(chosen, now, before).trim().split('\n').slice(2);

    expect(rows).toEqual(['| `ingest`: other |  | 12,300 reports/s ±5 % |  | 80 %: met |']);
  });
});

describe('replaceBetween', () => {
  it('replaces what stands between the marks, and nothing else', () => {
    const document = 'a\n<!-- figures -->\nold\n<!-- /figures -->\nb';

    const replaced = replaceBetween(document, 'figures', 'new');

    expect(replaced).toBe('a\n<!-- figures -->\n\nnew\n<!-- /figures -->\nb');
    expect(replaceBetween(replaced, 'figures', 'new')).toBe(replaced);
  });

  it('names the marks that are missing', () => {
    expect(() => replaceBetween('a', 'figures', 'new')).toThrow('<!-- figures -->');
  });
});
