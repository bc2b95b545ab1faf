import type { Vehicle as VehicleRecord } from '@fleetman/contract/registry';
import { marksOf } from '../vehicle/mark/vehicle-mark';
import type { KnownRecords } from './vehicle-records';

/** What follows from the records of vehicles. Loaded late, as they are. */
export function readRecords(records: readonly VehicleRecord[]): KnownRecords {
  const byId = new Map(records.map((record) => [record.id, record]));
  const driving = records.filter(({ retired }) => !retired);
  const groups = new Set(driving.flatMap(({ group }) => group ?? []));
  const retired = records.filter((record) => record.retired);
  return {
    byId,
    groups: [...groups].sort((a, b) => a.localeCompare(b)),
    retiredIn: (fleet) => retired.filter(({ id }) => fleet.indexOf(id) >= 0).length,
    marks: marksOf(records),
    shownIn(group) {
      if (group === undefined && retired.length === 0) return undefined;
      return (id) => {
        const record = byId.get(id);
        if (record?.retired === true) return false;
        return group === undefined || record?.group === group;
      };
    },
    wordsOf(id) {
      const record = byId.get(id);
      return record ? `${record.name} ${id} ${record.plate ?? ''}` : id;
    },
  };
}
