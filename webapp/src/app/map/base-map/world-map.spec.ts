import { describe, expect, it } from '@jest/globals';
import { bundledMapStyle } from './bundled-map';
import { withWorld } from './world-map';

describe('withWorld', () => {
  const offline = { isBundled: true, worldUntilZoom: 24 };
  const alone = bundledMapStyle('light');

  it('puts seas below what a map has of its own, and names above it', () => {
    const ids = withWorld(alone, { theme: 'light', offline, ways: [] }).layers.map(({ id }) => id);
    const own = alone.layers.map(({ id }) => id).filter((id) => id !== 'land');

    expect(ids.slice(0, 5)).toEqual([
      'land',
      'world-sea',
      'world-borders',
      'ways-casing',
      'ways-fill',
    ]);
    expect(ids.slice(5, 5 + own.length)).toEqual(own);
    expect(ids.slice(5 + own.length)).toEqual([
      'streets-oneway',
      'streets-name-minor',
      'streets-name-middle',
      'streets-name-major',
      'bay-sea-names',
      'seas-sea-names',
      'world-towns-places',
      'world-countries-names',
    ]);
  });

  it('leaves a map alone from the zoom on where it has all of its own', () => {
    const { layers } = withWorld(alone, {
      theme: 'dark',
      offline: { isBundled: false, worldUntilZoom: 8 },
      ways: [],
    });
    const added = layers.filter(({ id }) => /^(world|seas)-/.test(id));

    expect(added).toHaveLength(5);
    for (const { maxzoom } of added) expect(maxzoom).toBeLessThanOrEqual(8);
  });
});
