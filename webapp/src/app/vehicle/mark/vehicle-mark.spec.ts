import { describe, expect, it } from '@jest/globals';
import { contrast, inkOn, markOf } from './vehicle-mark';
import { markColours } from './mark-colours';

const record = { id: 'Van', name: 'Van', retired: false };

describe('markOf', () => {
  it('is what a record says of colour and kind', () => {
    expect(markOf(record)).toBeUndefined();
    expect(markOf({ ...record, symbol: 'van', colour: '#ffd43b' })).toEqual({
      ...{ symbol: 'van dark', label: 'Van', colour: '#ffd43b' },
    });
    expect(markOf({ ...record, colour: '#1d4ed8' })).toEqual({
      ...{ symbol: 'dot light', label: '', colour: '#1d4ed8' },
    });
  });

  it('has no picture of a kind that only others know, and says it', () => {
    expect(markOf({ ...record, symbol: 'hovercraft' })).toBeUndefined();
    expect(markOf({ ...record, symbol: 'hovercraft', colour: '#1d4ed8' })).toMatchObject({
      ...{ symbol: 'dot light', label: 'hovercraft' },
    });
  });
});

describe('inkOn', () => {
  it('can be read on any colour', () => {
    const steps = ['00', '33', '66', '77', '99', 'cc', 'ff'];
    const colours = steps.flatMap((red) =>
      steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)),
    );
    const worst = Math.min(...colours.map((colour) => contrast(colour, inkOn(colour))));
    expect(worst).toBeGreaterThan(4.2);
  });
});

describe('the colours that are offered', () => {
  it('are told from the panels of day and night, by 3 to 1', () => {
    for (const { colour } of markColours()) {
      const contrasts = ['#ffffff', '#171c23'].map((panel) => contrast(colour, panel));
      expect([colour, Math.min(...contrasts) > 3]).toEqual([colour, true]);
    }
  });
});
