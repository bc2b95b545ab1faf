import type { Outcome } from '../checker/outcome.ts';
import type { Fault } from '../injectors/fault.ts';

/** What issue 13 asks for, in milliseconds. */
const [longestRecoveryMs, longestFreezeMs] = [10_000, 2_000];

/** So many lines of a kind are printed. */
const mostLines = 5;

/** What is wrong with an outcome, in lines; none if nothing is. */
export function judge(outcome: Outcome, { isRolling = false }: Pick<Fault, 'isRolling'>): string[] {
  const { recoveryMs = Infinity, freezeMs } = outcome;
  return [
    ...few('lost', outcome.lost),
    ...few('duplicated', outcome.duplicated),
    ...few('unexpected', outcome.unexpected),
    ...(recoveryMs > longestRecoveryMs ? [`recovered after ${recoveryMs} ms`] : []),
    ...(isRolling ? few('failed requests', outcome.failures) : []),
    ...(isRolling && freezeMs > longestFreezeMs ? [`a page was frozen for ${freezeMs} ms`] : []),
    ...(outcome.confirmed === 0 ? ['nothing was confirmed'] : []),
  ];
}

function few(what: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`${lines.length} ${what}:`, ...lines.slice(0, mostLines).map((line) => `  ${line}`)];
}
