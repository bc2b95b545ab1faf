import { threeDigits } from '../measuring/statistics.ts';
import type { Figure } from './bench-result.ts';

/** A figure as lines of text for a terminal. */
export function describeFigure(figure: Figure): string[] {
  const { name, median, unit, spread, ceilings, processes, aim, limit } = figure;
  const lines = [`  ${name}: ${number(median)} ${unit} (spread ${percent(spread)})`];
  for (const ceiling of ceilings) {
    lines.push(`      of ${ceiling.name}, ${number(ceiling.median)}: ${percent(ceiling.ratio)}`);
  }
  if (aim) lines.push(`      aim: ${aim.text}: ${aim.isMet ? 'met' : 'MISSED'}`);
  const used = processes.map(({ name: process, cores, memoryMiB, microsEach }) => {
    const each = microsEach === undefined ? '' : `, ${number(microsEach)} µs each`;
    return `${process} ${cores.toFixed(2)} cores, ${memoryMiB} MiB${each}`;
  });
  if (used.length > 0) lines.push(`      used: ${used.join(' · ')}`);
  lines.push(`      limit: ${limit}`);
  return lines;
}

/** A whole number as people write it: `10,000`. */
export function thousands(value: number): string {
  return value.toLocaleString('en-US');
}

function number(value: number): string {
  return threeDigits(value).toLocaleString('en-US', { maximumFractionDigits: 4 });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
