/** From one line of the grid to the next, in the unit that is shown. */
const steps = [5, 10, 20, 30, 40, 50, 60, 80, 100] as const;
const lines = 3;

/**
 * The speeds at the three lines of a graph's grid, lowest first; the last is its upper edge. Round numbers,
 * in the unit of `fastest`, unless that is faster than anything drives.
 */
export function speedScale(fastest: number): readonly number[] {
  const step = steps.find((one) => one * lines >= fastest) ?? Math.ceil(fastest / lines);
  return Array.from({ length: lines }, (_, line) => step * (line + 1));
}
