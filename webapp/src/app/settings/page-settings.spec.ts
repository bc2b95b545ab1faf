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
    });
  });

  it.each([
    ['0', false, false, false],
    ['0-5', true, false, false],
    ['1', true, true, false],
    ['2', true, true, true],
  ])('shows in release %s what the course expects', (release, hasPanels, hasFleet, hasHistory) => {
    expect(new PageSettings({ release })).toMatchObject({ hasPanels, hasFleet, hasHistory });
  });

  it('starts with the online map where the operator says so', () => {
    expect(new PageSettings({ mapStyle: 'liberty' }).mapStyle).toBe('online');
    expect(new PageSettings({ mapStyle: 'off' }).mapStyle).toBe('bundled');
  });

  it('takes nothing from a file of another kind', () => {
    expect(new PageSettings({ release: 5, version: {} })).toMatchObject({
      release: undefined,
      version: '',
    });
  });
});
