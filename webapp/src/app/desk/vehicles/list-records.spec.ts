import { describe, expect, it } from '@jest/globals';
import type { Vehicle } from '@fleetman/contract/registry';
import { listRecords } from './list-records';

const record = (id: string, more: Partial<Vehicle> = {}): [string, Vehicle] => [
  id,
  { id, name: id, retired: false, ...more },
];
const names = (records: readonly [string, Vehicle][], search = '') =>
  listRecords(new Map(records), search).map(({ name }) => name);

describe('listRecords', () => {
  it('orders by name as people count, retired vehicles last', () => {
    const records = [record('Van 10'), record('Van 9'), record('Bus', { retired: true })];

    expect(names(records)).toEqual(['Van 9', 'Van 10', 'Bus']);
  });

  it('finds every word in name, id, plate, group or driver', () => {
    const records = [
      record('7', { name: 'Van', plate: 'AB 12', group: 'North' }),
      record('8', { name: 'Bus', driver: 'Ana' }),
    ];

    expect(names(records, 'north ab')).toEqual(['Van']);
    expect(names(records, 'ANA')).toEqual(['Bus']);
    expect(names(records, 'ana north')).toEqual([]);
  });
});
