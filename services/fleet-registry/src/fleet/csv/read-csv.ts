import Papa from 'papaparse';

/** A row of a file, and the number of the line in which it begins, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** What is wrong with its quotes, if anything is. */
  readonly problem?: string;
}

/** A line whose quotes are wrong has the rest of the file read once more. */
const mostWrongQuotes = 100;

/**
 * Reads comma-separated values, which may be separated by semicolons or tabs as well, as the first line
 * has them. Empty lines are left out, and so is a byte-order mark. A line whose quotes are wrong costs itself,
 * not those that follow; after 100 such lines nothing more is read.
 */
export function readCsv(text: string): CsvRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const delimiter = delimiterOf(lines[0] ?? '');
  const rows: CsvRow[] = [];
  let done = 0;
  for (let tries = 0; done < lines.length && tries < mostWrongQuotes; tries++) {
    const part = readPart(lines.slice(done).join('\n'), delimiter, done);
    rows.push(...part.rows);
    done = part.done;
  }
  if (done < lines.length) {
    const problem = 'too many lines have wrong quotes; nothing from here on was read';
    rows.push({ line: done + 1, cells: [], problem });
  }
  return rows;
}

/** Reads on from a line until the end, or the first line with wrong quotes. */
function readPart(text: string, delimiter: string, before: number) {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
  const [wrong] = errors.filter(({ type }) => type === 'Quotes');
  const rows: CsvRow[] = [];
  let done = before;
  for (const [index, cells] of data.entries()) {
    const line = done + 1;
    if (index === wrong?.row) {
      const problem = `the quotes are wrong (${wrong.message})`;
      return { rows: [...rows, { line, cells, problem }], done: line };
    }
    const trimmed = cells.map((cell) => cell.trim());
    if (trimmed.some((cell) => cell !== '')) rows.push({ line, cells: trimmed });
    done += 1 + cells.reduce((sum, cell) => sum + lineBreaksIn(cell), 0);
  }
  // Of an empty text there are no rows at all.
  return { rows, done: Math.max(done, before + 1) };
}

/** Of the signs that part columns the one that the first line has most. */
function delimiterOf(header: string): string {
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.sort((one, other) => other.count - one.count)[0]?.sign ?? ',';
}

/** A quoted cell may have some. */
function lineBreaksIn(cell: string): number {
  return cell.split('\n').length - 1;
}
