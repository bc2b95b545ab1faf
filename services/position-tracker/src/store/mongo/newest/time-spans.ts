/** From a time, and to another or without an end (`Infinity`), in milliseconds; both belong to it. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The same times in spans that neither meet nor overlap, in their order. */
export function united(spans: readonly TimeSpan[]): TimeSpan[] {
  const ordered = [...spans].sort((one, other) => one.from - other.from);
  return ordered.reduce<TimeSpan[]>((all, span) => {
    const last = all.at(-1);
    if (!last || span.from > last.to) return [...all, span];
    return [...all.slice(0, -1), { from: last.from, to: Math.max(last.to, span.to) }];
  }, []);
}
