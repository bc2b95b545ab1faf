import type { Vehicle } from '@fleetman/contract/registry';

/** The records in which every word is found, by name, retired ones last. */
export function listRecords(
  records: ReadonlyMap<string, Vehicle>,
  search: string,
): readonly Vehicle[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = ({ id, name, plate = '', group = '', driver = '' }: Vehicle) => {
    const text = `${name} ${id} ${plate} ${group} ${driver}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return [...records.values()].filter(isFound).sort(byNameRetiredLast);
}

function byNameRetiredLast(a: Vehicle, b: Vehicle): number {
  return (
    Number(a.retired) - Number(b.retired) ||
    a.name.localeCompare(b.name, undefined, { numeric: true })
  );
}
