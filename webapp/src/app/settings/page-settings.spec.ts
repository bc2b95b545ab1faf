import { describe, expect, it } from '@jest/globals';
import { PageSettings } from './page-settings';

describe('PageSettings', () => {
  it('is the whole page on the bundled map where nothing is set', () => {
    expect(new PageSettings()).toMatchObject({
      mapStyle: 'bundled',
      release: undefined,
      hasPanels: true,
      hasFleet: true,
      hasHistory: true,
      isFullPage: true,
      staleAfterMs: 60_000,
      silentAfterMs: 300_000,
      baseMap: undefined,
    });
  });

  it.each([
    ['0', false, false, false],
    ['0-5', true, false, false],
    ['1', true, true, false],
    ['2', true, true, true],
  ])('shows in release %s what the course expects', (release, hasPanels, hasFleet, hasHistory) => {
    expect(new PageSettings({ release })).toMatchObject({
      hasPanels,
      hasFleet,
      hasHistory,
      isFullPage: false,
    });
  });

  it('starts with the online map where the operator says so', () => {
    expect(new PageSettings({ mapStyle: 'liberty' }).mapStyle).toBe('online');
    expect(new PageSettings({ mapStyle: 'off' }).mapStyle).toBe('bundled');
  });

  it('takes over ages and the base map as the operator set them', () => {
    const config = { staleAfter: 10_000, silentAfter: 90_000, baseMap: 'own-map.pmtiles' };

    expect(new PageSettings(config)).toMatchObject({
      staleAfterMs: 10_000,
      silentAfterMs: 90_000,
      baseMap: 'own-map.pmtiles',
    });
  });

  it('takes nothing from a file of another kind', () => {
    const config = { release: 5, version: {}, staleAfter: '1m', silentAfter: -1, baseMap: [] };

    expect(new PageSettings(config)).toMatchObject({
      release: undefined,
      version: '',
      staleAfterMs: 60_000,
      silentAfterMs: 300_000,
      baseMap: undefined,
    });
  });
});
