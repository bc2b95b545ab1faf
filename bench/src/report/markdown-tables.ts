import { threeDigits } from '../measuring/statistics.ts';
import type { BenchResult, Figure } from './bench-result.ts';

/** Results by the names of their scenarios. */
export type Results = ReadonlyMap<string, BenchResult>;

/** What is told of a figure in the table of those that matter most. */
export interface Highlight {
  readonly scenario: string;
  readonly figure: string;
}

/** All figures of all scenarios as tables in Markdown, those of an earlier version beside. */
export function writeTables(now: Results, before: Results): string {
  return [...now.values()].map((result) => tableOf(result, before.get(result.scenario))).join('\n');
}

function tableOf(now: BenchResult, before: BenchResult | undefined): string {
  const rows = now.figures.map((figure) => {
    const old = before?.figures.find(({ name }) => name === figure.name);
    return [figure.name, valueOf(old), valueOf(figure), ceilingsOf(figure), aimOf(figure)];
  });
  const date = now.date.slice(0, 10);
  const caption = `${date}, commit \`${now.commit}\`, runs of ${now.runSeconds} s${now.note === '' ? '' : `; ${now.note}`}.`;
  const earlier = before ? ` Before: commit \`${before.commit}\`; ${before.note}.` : '';
  return [
    `### ${now.scenario}\n`,
    `${caption}${earlier}\n`,
    table(['', 'before', 'now', 'of its ceilings', 'aim'], rows),
  ].join('\n');
}

/** A few figures of several scenarios in one table. */
export function writeHighlights(
  highlights: readonly Highlight[],
  now: Results,
  before: Results,
): string {
  const rows = highlights.flatMap(({ scenario, figure }) => {
    const find = (results: Results) =>
      results.get(scenario)?.figures.find(({ name }) => name === figure);
    const found = find(now);
    if (!found) return [];
    const name = `\`${scenario}\`: ${figure}`;
    return [[name, valueOf(find(before)), valueOf(found), ceilingsOf(found), aimOf(found)]];
  });
  return table(['', 'before', 'now', 'of its ceilings', 'aim'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapePipes).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

function escapePipes(cell: string): string {
  return cell.replaceAll('|', '\\|');
}

function valueOf(figure: Figure | undefined): string {
  if (!figure) return '';
  return `${number(figure.median)} ${figure.unit} ±${Math.round(50 * figure.spread)} %`;
}

function ceilingsOf({ ceilings }: Figure): string {
  return ceilings
    .map(({ name, median, ratio }) => `${Math.round(ratio * 100)} % of ${name} (${number(median)})`)
    .join('; ');
}

function aimOf({ aim }: Figure): string {
  return aim ? `${aim.text}: ${aim.isMet ? 'met' : '**missed**'}` : '';
}

function number(value: number): string {
  return threeDigits(value).toLocaleString('en-US', { maximumFractionDigits: 4 });
}

/** Puts a text between the two marks of a document, `<!-- NAME -->` and `<!-- /NAME -->`. */
export function replaceBetween(document: string, mark: string, text: string): string {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The document has no ${begin} … ${end}`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n${document.slice(to)}`;
}
