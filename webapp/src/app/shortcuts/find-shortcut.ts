/** A key, or several of one meaning, and what it does. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names them; letters are small. */
  readonly keys: readonly string[];
  /** What it does, in words. */
  readonly name: string;
  /** Whether it did anything; without it others answer the key. */
  readonly run?: () => boolean;
}

/** What of a key's event decides. */
export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'isComposing' | 'defaultPrevented' | 'target'
>;

/** What takes letters. */
const typedInto = 'input, textarea, select, [contenteditable]:not([contenteditable=false])';
/** What has a use of its own for the space bar. */
const pressed = 'button, a, summary, [role=listbox], [role=slider], [role=button]';
/** The map answers signs by itself while it has the focus. */
const map = '.maplibregl-canvas-container';

/**
 * The shortcut that is meant by a key; none while somebody types, with another key held, or where the
 * element that has the focus answers the key itself. Letters count by their place on keyboards that write
 * another script.
 */
export function findShortcut(
  event: PressedKey,
  shortcuts: readonly Shortcut[],
): Shortcut | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const key = keyOf(event);
  const isIn = (selector: string) =>
    event.target instanceof Element && event.target.closest(selector) !== null;
  if (isIn(typedInto)) return undefined;
  if (key === ' ' && isIn(pressed)) return undefined;
  if ((key === '+' || key === '-') && isIn(map)) return undefined;
  return shortcuts.find(({ keys, run }) => run && keys.includes(key));
}

function keyOf({ key, code }: PressedKey): string {
  const isLetterKey = /^Key[A-Z]$/.test(code);
  const isLatin = /^[\x20-\x7e]$/.test(key);
  return isLetterKey && !isLatin ? code.slice(3).toLowerCase() : key.toLowerCase();
}
