import { describe, expect, it } from '@jest/globals';
import { mustFold, type LegendView } from './legend-fold';

const roomy: LegendView = {
  map: { width: 900, height: 700 },
  legend: { left: 12, top: 650, right: 500, bottom: 690 },
  vehicle: undefined,
  wasFolded: false,
};

describe('mustFold', () => {
  it('leaves the legend open on a map with room', () => {
    expect(mustFold(roomy)).toBe(false);
    expect(mustFold({ ...roomy, vehicle: { x: 450, y: 300 } })).toBe(false);
  });

  it('folds it on a map that is narrow or low', () => {
    expect(mustFold({ ...roomy, map: { width: 390, height: 700 } })).toBe(true);
    expect(mustFold({ ...roomy, map: { width: 900, height: 280 } })).toBe(true);
  });

  it('folds it over the selected vehicle, until that is well away', () => {
    expect(mustFold({ ...roomy, vehicle: { x: 300, y: 660 } })).toBe(true);
    expect(mustFold({ ...roomy, vehicle: { x: 300, y: 610 } })).toBe(false);
    expect(mustFold({ ...roomy, vehicle: { x: 300, y: 610 }, wasFolded: true })).toBe(true);
    expect(mustFold({ ...roomy, vehicle: { x: 300, y: 580 }, wasFolded: true })).toBe(false);
  });
});
