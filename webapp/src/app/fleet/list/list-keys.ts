/**
 * The place in a list that a key leads to, by the rules for a listbox; `undefined` for a key that does
 * not move.
 *
 * @param at the place that is active; below 0 where none is.
 * @param rowsInSight how many rows the list shows at once.
 */
export function placeAfter(
  key: string,
  at: number,
  count: number,
  rowsInSight: number,
): number | undefined {
  const page = Math.max(1, rowsInSight - 1);
  const steps = new Map([
    ['ArrowDown', 1],
    ['ArrowUp', -1],
    ['PageDown', page],
    ['PageUp', -page],
    ['Home', -Infinity],
    ['End', Infinity],
  ]);
  const step = steps.get(key);
  return step === undefined ? undefined : Math.max(0, Math.min(count - 1, at + step));
}

/** Whether the key chooses what is active. */
export function isChoice(key: string): boolean {
  return key === 'Enter' || key === ' ';
}
