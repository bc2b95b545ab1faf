/** What a column of a file can be: a field of a vehicle, or a device in it. */
export type CsvColumn =
  | 'id'
  | 'name'
  | 'plate'
  | 'group'
  | 'colour'
  | 'symbol'
  | 'driver'
  | 'notes'
  | 'retired'
  | 'device';

/** How headers are written, in lower case and without blanks and signs. */
const spellings: Readonly<Record<CsvColumn, readonly string[]>> = {
  id: ['id', 'vehicle', 'vehicleid', 'vehicleno', 'vehiclenumber', 'unit', 'unitid'],
  name: ['name', 'vehiclename', 'label', 'title'],
  plate: ['plate', 'licenceplate', 'licenseplate', 'numberplate', 'registration', 'reg'],
  group: ['group', 'groupname', 'team', 'depot', 'department', 'fleet'],
  colour: ['colour', 'color'],
  symbol: ['symbol', 'icon', 'type', 'vehicletype'],
  driver: ['driver', 'drivername'],
  notes: ['notes', 'note', 'comment', 'comments', 'remark', 'remarks'],
  retired: ['retired', 'inactive', 'archived'],
  device: ['device', 'deviceid', 'imei', 'uniqueid', 'tracker', 'trackerid'],
};

const columns = new Map(
  // The keys of a record are what its type says.
  (Object.keys(spellings) as CsvColumn[]).flatMap((column) =>
    spellings[column].map((spelling): [string, CsvColumn] => [spelling, column]),
  ),
);

/** Which column a header names; undefined if none that is known. */
export function columnOf(header: string): CsvColumn | undefined {
  return columns.get(header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
}
