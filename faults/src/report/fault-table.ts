import type { Outcome } from '../checker/outcome.ts';

const columns = [
  ...['Fault', 'Seeds', 'Attempted', 'Confirmed', 'Stored', 'Parked', 'Lost', 'Duplicated'],
  ...['Unexpected', 'Recovery, median / max s', 'Failed requests', 'Longest freeze s'],
];

/** One line a fault: sums over its seeds, and the spread of the times. */
export interface TableRow {
  readonly fault: string;
  readonly seeds: number;
  readonly attempted: number;
  readonly confirmed: number;
  readonly stored: number;
  readonly parked: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly unexpected: number;
  readonly recoveryMedianMs: number;
  readonly recoveryMaxMs: number;
  readonly asked: number;
  readonly failedRequests: number;
  readonly freezeMaxMs: number;
}

/** Sums up the outcomes of each fault, in the order in which the faults first came. */
export function tableRows(outcomes: readonly Outcome[]): TableRow[] {
  return [...Map.groupBy(outcomes, ({ fault }) => fault)].map(([fault, ofFault]) => {
    const sum = (of: (outcome: Outcome) => number) =>
      ofFault.reduce((total, outcome) => total + of(outcome), 0);
    const recoveries = ofFault.map(({ recoveryMs = Infinity }) => recoveryMs).sort((a, b) => a - b);
    return {
      fault,
      seeds: ofFault.length,
      attempted: sum(({ attempted }) => attempted),
      confirmed: sum(({ confirmed }) => confirmed),
      stored: sum(({ stored }) => stored),
      parked: sum(({ parked }) => parked),
      lost: sum(({ lost }) => lost.length),
      duplicated: sum(({ duplicated }) => duplicated.length),
      unexpected: sum(({ unexpected }) => unexpected.length),
      recoveryMedianMs: recoveries[Math.floor(recoveries.length / 2)] ?? Infinity,
      recoveryMaxMs: recoveries.at(-1) ?? Infinity,
      asked: sum(({ asked }) => asked),
      failedRequests: sum(({ failures }) => failures.length),
      freezeMaxMs: Math.max(...ofFault.map(({ freezeMs }) => freezeMs)),
    };
  });
}

/** The rows as a table of Markdown. */
export function formatTable(rows: readonly TableRow[]): string {
  const lines = rows.map((row) => [
    row.fault,
    ...[row.seeds, row.attempted, row.confirmed, row.stored, row.parked].map(inGroups),
    ...[row.lost, row.duplicated, row.unexpected].map(inGroups),
    `${seconds(row.recoveryMedianMs)} / ${seconds(row.recoveryMaxMs)}`,
    `${inGroups(row.failedRequests)} of ${inGroups(row.asked)}`,
    seconds(row.freezeMaxMs),
  ]);
  const rule = columns.map((_, index) => (index === 0 ? '---' : '---:'));
  return [columns, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function inGroups(count: number): string {
  return count.toLocaleString('en');
}

function seconds(ms: number): string {
  return Number.isFinite(ms) ? (ms / 1_000).toFixed(1) : 'never';
}
