import { computed, inject, Injectable, linkedSignal, signal, untracked } from '@angular/core';
import { Clock } from '../../settings/clock';
import { PastReach } from '../time-machine/past-reach';
import { TimeMachine } from '../time-machine/time-machine';
import { dayMs, windowAround } from './time-scale';
import type { TimeWindow } from '../past/time-window';

/** What the bar can show at once; `undefined` is all there is. */
export const windowLengths = [15 * 60_000, 2 * 60 * 60_000, dayMs, undefined] as const;
export type WindowLength = (typeof windowLengths)[number];

/** All that there is, of a store that has hardly begun. */
const shortestAllMs = 60_000;

/** Which part of the time line the bar shows. */
@Injectable({ providedIn: 'root' })
export class TimeWindows {
  readonly #machine = inject(TimeMachine);
  readonly #clock = inject(Clock);
  readonly #reach = inject(PastReach);
  readonly #fixed = signal<TimeWindow | undefined>(undefined);

  /** Which length somebody chose. */
  readonly length = signal<WindowLength>(windowLengths[1]);
  /** Whether the bar shows a range that was chosen elsewhere, as that of a vehicle's history. */
  readonly isFixed = computed(() => this.#fixed() !== undefined);

  readonly #moving = linkedSignal<TimeWindow, TimeWindow>({
    source: () => {
      const now = this.#clock.now();
      const all = now - (this.#reach.reach()?.oldest ?? now);
      const length = this.length() ?? Math.max(shortestAllMs, all);
      return { from: now - length, to: now };
    },
    computation: ({ from, to }, previous) => {
      const at = this.#machine.at() ?? to;
      return windowAround(at, to - from, to, previous?.value);
    },
  });
  readonly window = computed(() => this.#fixed() ?? this.#moving());

  /** Shows just this range, whatever the length; `undefined` ends that. */
  fix(range: TimeWindow | undefined): void {
    this.#fixed.set(range);
  }

  /** One length longer or shorter. */
  zoomBy(steps: number): void {
    const present = windowLengths.indexOf(untracked(this.length));
    const next = Math.min(windowLengths.length - 1, Math.max(0, present + steps));
    this.length.set(windowLengths[next]);
  }
}
