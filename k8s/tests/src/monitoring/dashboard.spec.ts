import { describe, expect, it } from '@jest/globals';
import { type Panel, readMonitoringFile, readPanels } from './monitoring.ts';

/** Rows of Grafana's grid that a screen 1080 pixels high shows below its header: 38 pixels each. */
const screenRows = 25;
const columns = 24;

const panels = readPanels();

function cellsOf({ gridPos: { x, y, w, h } }: Panel): readonly string[] {
  return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
}

describe('The dashboard', () => {
  it('fills one screen without a gap and without two panels in one place', () => {
    const cells = panels.flatMap(cellsOf);

    expect(new Set(cells).size).toBe(cells.length);
    expect(cells.length).toBe(columns * screenRows);
    expect(Math.max(...panels.map(({ gridPos: { y, h } }) => y + h))).toBe(screenRows);
  });

  it.each(panels)('says what "$title" shows, and in which unit', ({ description, fieldConfig }) => {
    const { unit, mappings } = fieldConfig.defaults;

    expect(description).toMatch(/\w.*\.$/);
    // A state has words instead.
    expect(unit ?? mappings).toBeDefined();
  });

  it('shows the namespace that is chosen, and nothing of others', () => {
    for (const { targets } of panels) {
      for (const { expr } of targets) {
        // The alerts are those of all of Fleetman.
        if (!expr.includes('ALERTS')) expect(expr).toContain('namespace="$namespace"');
      }
    }
  });

  it('asks the Prometheus that is chosen', () => {
    const sources = readMonitoringFile('dashboard.json').match(/"uid": "[^"]*"/g);

    expect(new Set(sources)).toEqual(new Set(['"uid": "fleetman"', '"uid": "${datasource}"']));
  });
});
