/** A fleet's ids by row. */
export interface Reporting {
  readonly count: number;
  nameAt(row: number): string;
}

/** The ids of vehicles that report and have no record, in order. */
export function unregistered(
  reporting: Reporting,
  records: ReadonlyMap<string, unknown>,
): readonly string[] {
  const ids = Array.from({ length: reporting.count }, (_, row) => reporting.nameAt(row));
  return ids
    .filter((id) => !records.has(id))
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}

/** A table of records that are called by their ids, as an import takes it. */
export function recordsTable(ids: readonly string[], group: string): string {
  const lines = ids.map((id) => `${quoted(id)},${quoted(id)},${quoted(group)}`);
  return ['id,name,group', ...lines].join('\n');
}

/** A cell of CSV (RFC 4180), whatever signs it holds. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
