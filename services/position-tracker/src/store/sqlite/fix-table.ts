import {
  optionalFieldNames,
  reportFields,
  withFields,
  type FieldValue,
  type OptionalField,
  type PositionReport,
} from '@fleetman/contract';
import type { SqliteLinks, SqlStep, SqlValue } from '@fleetman/service-kit';
import { fieldsOf, type FixDetail } from '../../fixes/fix-detail.ts';
import type { Fix } from '../../fixes/fix.ts';

/**
 * What a database file of the tracker holds. Fixes lie in the order of vehicle and time, so that a history is
 * read in one piece, and a vehicle's fix at a time is found in one step: no other index is needed. The columns
 * of the optional fields and of the attributes follow the contract's list, see {@link addMissingColumns}.
 */
export const fleetSchema = [
  `CREATE TABLE vehicles (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
   CREATE TABLE fixes (
     vehicle INTEGER NOT NULL, time INTEGER NOT NULL, lat REAL NOT NULL, lng REAL NOT NULL,
     PRIMARY KEY (vehicle, time)
   ) WITHOUT ROWID;`,
] as const;

/** "Flee" in ASCII, by which a file is told from those of other programs. */
export const fleetFileKind = 0x466c6565;

/** The columns of a fix as queries name them, time first; rows are read in this order. */
export function fixColumns(detail: FixDetail): string {
  return ['time', 'lat', 'lng', ...fieldsOf[detail].map(quoted)].join(', ');
}

/** How many columns those are. */
function fixWidth(detail: FixDetail): number {
  return 3 + fieldsOf[detail].length;
}

/** The fixes of the vehicle that the first parameter names. */
export const ofVehicle = 'vehicle = (SELECT id FROM vehicles WHERE name = ?1)';

const insertVehicle = 'INSERT OR IGNORE INTO vehicles (name) VALUES (?)';
const insertFix = `
  INSERT OR IGNORE INTO fixes (vehicle, ${fixColumns('all')})
  VALUES ((SELECT id FROM vehicles WHERE name = ?1), ${'?, '.repeat(fixWidth('all') - 1)}?)`;

/**
 * Inserts reports: of two of one vehicle and time the first stands. The second step says by its changes which of
 * them were new.
 */
export function insertSteps(reports: readonly PositionReport[]): readonly [SqlStep, SqlStep] {
  const names = new Set(reports.map(({ vehicle }) => vehicle));
  const values: SqlValue[] = [];
  for (const report of reports) {
    values.push(report.vehicle, report.time.getTime(), report.lat, report.lng);
    for (const name of optionalFieldNames) values.push(toSql(report[name]));
  }
  return [
    { sql: insertVehicle, values: [...names], width: 1 },
    { sql: insertFix, values, width: fixWidth('all') + 1 },
  ];
}

/** The fix in a row that begins at an index of what was selected. */
function fixAt(values: readonly SqlValue[], start: number, detail: FixDetail): Fix {
  const place = {
    time: new Date(Number(values[start])),
    lat: Number(values[start + 1]),
    lng: Number(values[start + 2]),
  };
  let next = start + 3;
  return withFields(place, fieldsOf[detail], (name) => fromSql(name, values[next++]));
}

/** The fixes of rows that hold nothing else. */
export function fixesIn(values: readonly SqlValue[], detail: FixDetail): Fix[] {
  const fixes: Fix[] = [];
  const width = fixWidth(detail);
  for (let start = 0; start < values.length; start += width) {
    fixes.push(fixAt(values, start, detail));
  }
  return fixes;
}

/** The fixes of rows that begin with the vehicle's name. */
export function* namedFixesIn(
  values: readonly SqlValue[],
  detail: FixDetail,
): Generator<readonly [vehicle: string, fix: Fix], void, undefined> {
  const width = fixWidth(detail) + 1;
  for (let start = 0; start < values.length; start += width) {
    yield [String(values[start]), fixAt(values, start + 1, detail)];
  }
}

/** Adds the columns of fields that were added to the contract after the file was made. */
export async function addMissingColumns(file: SqliteLinks): Promise<void> {
  const columns = { sql: `SELECT name FROM pragma_table_info('fixes')`, values: [], width: 0 };
  const [found] = await file.write([columns]);
  const known = new Set(found?.values);
  const missing = optionalFieldNames.filter((name) => !known.has(name));
  await file.write(missing.map(columnStep));
}

function columnStep(name: OptionalField): SqlStep {
  const type = typeOf(name) === 'string' ? 'TEXT' : 'REAL';
  return { sql: `ALTER TABLE fixes ADD COLUMN ${quoted(name)} ${type}`, values: [], width: 0 };
}

/** Of which type a field's values are. */
function typeOf(name: OptionalField): string {
  return name === 'attributes' ? 'string' : typeof reportFields[name].example;
}

/** SQLite has no truth values. */
function toSql(value: FieldValue | undefined): SqlValue {
  if (value === undefined) return null;
  return typeof value === 'boolean' ? Number(value) : value;
}

function fromSql(name: OptionalField, value: SqlValue | undefined): FieldValue | null | undefined {
  return typeof value === 'number' && typeOf(name) === 'boolean' ? value === 1 : value;
}

/** A name of the contract's list, which is never one of SQL's words by accident. */
function quoted(name: OptionalField): string {
  return `"${name}"`;
}
