/** The value below which a share of all values lies, by the nearest rank; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.min(Math.max(rank, 0), sorted.length - 1)] ?? NaN;
}

/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}

/** How far the values lie apart, as a share of their median: (largest - smallest) / median. */
export function spread(values: readonly number[]): number {
  const middle = median(values);
  if (values.length < 2 || middle === 0) return 0;
  return (Math.max(...values) - Math.min(...values)) / middle;
}

/** How a measured value compares with its ceiling: 1 reaches it, 0.5 is half as good. */
export function ratioTo(better: 'more' | 'less', measured: number, ceiling: number): number {
  return better === 'more' ? measured / ceiling : ceiling / measured;
}

/** Rounds to three significant digits, for people: 1,234 becomes 1,230 and 0.01234 becomes 0.0123. */
export function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
