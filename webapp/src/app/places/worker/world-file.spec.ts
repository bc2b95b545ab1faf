import { describe, expect, it } from '@jest/globals';
import { borderFeatures, decodeLine, seaFeatures } from './world-file';

describe('the file of the world', () => {
  it('is read as points, then steps', () => {
    expect(decodeLine([1000, 2000, 1, -2, -18001, 2], 100)).toEqual([
      [10, 20],
      [10.01, 19.98],
      [-170, 20],
    ]);
  });

  it('has seas and borders in units of their own', () => {
    const file = {
      seas: [
        { scale: 10, polygons: [[[0, 0, 10, 0, 0, 10, -10, -10]]] },
        { scale: 1, polygons: [] },
      ],
      borders: { scale: 2, lines: [[2, 2, 2, 2]] },
      countries: [],
    };

    expect(seaFeatures(file).map(({ geometry }) => geometry)).toEqual([
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    ]);
    expect(borderFeatures(file).map(({ geometry }) => geometry)).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [1, 1],
          [2, 2],
        ],
      },
    ]);
  });
});
