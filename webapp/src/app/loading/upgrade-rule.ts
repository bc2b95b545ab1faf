/** After the last key or click nobody is taken to be working for so long, in milliseconds. */
const restMs = 15_000;
/** While one release replaces another, either may answer: that must not become a loop. */
const againMs = 10 * 60_000;

/** What the page knows of its reader. Times are milliseconds of one clock. */
export interface PageUse {
  /** Whether nobody can see the page. */
  readonly isHidden: boolean;
  /** Whether a field that takes text has the focus. */
  readonly isTyping: boolean;
  /** Whether the past is played: it ends by itself. */
  readonly isPlaying: boolean;
  /** When somebody last pressed a key or a button, or moved the map. */
  readonly usedAt: number;
  /** When the page last reloaded itself, as far as the browser remembers. */
  readonly reloadedAt: number;
}

/** Whether a page of an old release may reload itself now. */
export function mayReload(now: number, use: PageUse): boolean {
  if (use.isPlaying || now - use.reloadedAt < againMs) return false;
  return use.isHidden || (!use.isTyping && now - use.usedAt >= restMs);
}

/** The names of the page's own scripts in its `index.html`; with each release they are others. */
export function scriptsOf(index: string): string {
  return [...index.matchAll(/<script src="([^"]+)"/g)].map(([, src]) => src).join();
}
