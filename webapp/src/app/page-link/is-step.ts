import type { PageState } from './page-state';
import type { SheetHeight } from '../sheets/sheet-height';

/** What is looked at, and whether the list lies over it. */
export interface SeenState extends PageState {
  readonly list: SheetHeight;
}

/**
 * Whether the change is one that a reader would undo by the browser's Back: another vehicle or none, a
 * history opened, closed, of others or of another range, the list opened or closed. The rest, as where
 * the map is and what was typed so far, changes the entry that is there.
 */
export function isStep(before: SeenState, after: SeenState): boolean {
  return stepOf(before) !== stepOf(after);
}

function stepOf({ vehicle, history, list }: SeenState): string {
  return JSON.stringify([vehicle, history?.names, history?.range, list !== 'closed']);
}
