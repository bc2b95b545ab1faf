import { describe, expect, it } from '@jest/globals';
import { recordsTable, unregistered } from './unregistered';

describe('unregistered', () => {
  it('lists the ids that report and have no record, in the order of people', () => {
    const ids = ['Van 10', 'Van 1', 'Van 9'];
    const reporting = { count: 3, nameAt: (row: number) => ids[row] ?? '' };

    expect(unregistered(reporting, new Map([['Van 1', {}]]))).toEqual(['Van 9', 'Van 10']);
  });
});

describe('recordsTable', () => {
  it('quotes what ids may hold', () => {
    expect(recordsTable(['Van "A", 1', 'b'], 'North')).toBe(
      'id,name,group\n"Van ""A"", 1","Van ""A"", 1","North"\n"b","b","North"',
    );
  });
});
