import { describe, expect, it } from '@jest/globals';
import { readRecords } from './read-records';

const van = { id: '17', name: 'Van 1', plate: 'AB 12', group: 'North', retired: false };
const bus = { id: 'Bus', name: 'Bus', group: 'South', retired: false };
const old = { id: 'Old', name: 'Old van', group: 'West', retired: true };

describe('readRecords', () => {
  it('leaves out those that drive no more, and those of other groups', () => {
    const { shownIn } = readRecords([van, bus, old]);
    const ids = ['17', 'Bus', 'Old', 'without a record'];

    expect(ids.filter((id) => shownIn(undefined)?.(id))).toEqual(['17', 'Bus', 'without a record']);
    expect(ids.filter((id) => shownIn('North')?.(id))).toEqual(['17']);
    expect(readRecords([van, bus]).shownIn(undefined)).toBeUndefined();
  });

  it('names the groups of those that drive, and counts who drives no more', () => {
    const { groups, retiredIn } = readRecords([bus, van, old]);

    expect(groups).toEqual(['North', 'South']);
    expect(retiredIn(['17', 'Old'])).toBe(1);
    expect(retiredIn(['17'])).toBe(0);
  });

  it('finds a vehicle by name, id and plate', () => {
    const { wordsOf } = readRecords([van]);

    expect(wordsOf('17')).toBe('Van 1 17 AB 12');
    expect(wordsOf('18')).toBe('18');
  });
});
