const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** No longer text is looked at: `106751991.167d` has fewer characters. */
const longest = 24;

/**
 * A duration like `500ms`, `1.5s`, `90s`, `12h` or `7d` in milliseconds, rounded to whole ones;
 * `undefined` if the text is none. A bare `0` needs no unit.
 */
export function readDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (text.length > longest) return undefined;
  const [, value, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (value === undefined) return undefined;
  // The expression lets no other unit through.
  return Math.round(Number(value) * unitMs[unit as keyof typeof unitMs]);
}
