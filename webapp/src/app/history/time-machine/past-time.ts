import { Injectable, signal } from '@angular/core';

/** Which time is looked at, and whether it plays on. The time machine goes there; it may still have to be loaded. */
@Injectable({ providedIn: 'root' })
export class PastTime {
  /** In milliseconds since 1970; `undefined` while it is now. */
  readonly at = signal<number | undefined>(undefined);
  /** Whether the past is played on from there. */
  readonly isPlaying = signal(false);
}
