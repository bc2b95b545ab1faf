import { maxImportedVehicles } from '@fleetman/contract/registry';
import { columnOf, type CsvColumn } from './csv-columns.ts';
import { readCsv, type CsvRow } from './read-csv.ts';

/** What is wrong with a line of a file; lines count from 1, which is the header. */
export interface LineProblem {
  readonly line: number;
  readonly problem: string;
}

/** What a row says of a vehicle: its cells that are not empty. */
export interface VehicleRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<CsvColumn, string>>>;
}

/** The rows of a file, and a sentence for each line that counts for nothing. */
export interface VehicleRows {
  readonly rows: readonly VehicleRow[];
  readonly problems: readonly LineProblem[];
}

/** Reads a file of vehicles, a row each, below a header that names its columns. */
export function readVehicleRows(text: string): VehicleRows {
  if (text.includes('\uFFFD')) {
    return refused(1, 'this is no text in UTF-8, expected a file saved as "CSV UTF-8"');
  }
  const [header, ...body] = readCsv(text);
  if (!header) return refused(1, 'nothing given, expected a header like id,name,plate,group');
  const columns = header.cells.map(columnOf);
  if (!columns.includes('id') && !columns.includes('name')) {
    const given = header.cells.join(', ').slice(0, 200);
    return refused(header.line, `${given} given, expected columns, one of them id or name`);
  }
  if (body.length > maxImportedVehicles) {
    return refused(1, `${body.length} vehicles given, expected at most ${maxImportedVehicles}`);
  }
  return readBody(body, columns, unknownColumns(header, columns));
}

type Columns = readonly (CsvColumn | undefined)[];

function readBody(
  body: readonly CsvRow[],
  columns: Columns,
  problems: readonly LineProblem[],
): VehicleRows {
  const read = body.map((row) => ({ row, problem: problemOf(row, columns) }));
  const bad = read.flatMap(({ row: { line }, problem }) =>
    problem === undefined ? [] : [{ line, problem }],
  );
  const good = read.filter(({ problem }) => problem === undefined);
  return {
    rows: good.map(({ row: { line, cells } }) => ({ line, cells: name(cells, columns) })),
    problems: [...problems, ...bad],
  };
}

function problemOf({ cells, problem }: CsvRow, columns: Columns): string | undefined {
  if (problem !== undefined) return problem;
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell !== '')) {
    return `${cells.length} cells given, expected ${columns.length} as in the header`;
  }
  return undefined;
}

function name(cells: readonly string[], columns: Columns): VehicleRow['cells'] {
  const named: Partial<Record<CsvColumn, string>> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (column !== undefined && cell !== '') named[column] ??= cell;
  }
  return named;
}

function unknownColumns({ line, cells }: CsvRow, columns: Columns): LineProblem[] {
  const unknown = cells.filter((cell, index) => columns[index] === undefined && cell !== '');
  const names = unknown.map((cell) => JSON.stringify(cell.slice(0, 60))).join(', ');
  return unknown.length === 0
    ? []
    : [{ line, problem: `${names} given: passed over, since no column is called so` }];
}

function refused(line: number, problem: string): VehicleRows {
  return { rows: [], problems: [{ line, problem }] };
}
