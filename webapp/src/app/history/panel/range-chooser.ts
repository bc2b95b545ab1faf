import { Component, computed, inject, linkedSignal } from '@angular/core';
import { Clock } from '../../settings/clock';
import type { HistoryRange } from '../view/history-range';
import { HistoryView } from '../view/history-view';
import { fromInputTime, toInputTime } from './input-time';
import { PastReach } from '../time-machine/past-reach';

type Kind = HistoryRange['kind'];

/** Chooses which part of a history is looked at: an hour, a day, or from one time to another. */
@Component({
  selector: 'fleet-range-chooser',
  templateUrl: './range-chooser.html',
  styleUrl: './range-chooser.css',
})
export class RangeChooser {
  protected readonly history = inject(HistoryView);
  readonly #clock = inject(Clock);
  readonly #reach = inject(PastReach);
  protected readonly kind = linkedSignal<Kind>(() => this.history.range().kind);
  protected readonly kinds: readonly { readonly kind: Kind; readonly label: string }[] = [
    { kind: 'last-hour', label: $localize`:@@time.last-hour:Last hour` },
    { kind: 'today', label: $localize`:@@time.today:Today` },
    { kind: 'yesterday', label: $localize`:@@time.yesterday:Yesterday` },
    { kind: 'day', label: $localize`:@@time.day:Day…` },
    { kind: 'custom', label: $localize`:@@time.custom:From – to…` },
  ];
  protected readonly from = computed(() => toInputTime(this.history.window().from));
  protected readonly to = computed(() => toInputTime(this.history.window().to));
  protected readonly today = computed(() => toInputTime(this.#clock.now()).slice(0, 10));
  protected readonly oldestDay = computed(() => {
    const oldest = this.#reach.reach()?.oldest;
    return oldest === undefined ? null : toInputTime(oldest).slice(0, 10);
  });

  /** Shows the range; of a day or a custom one first those inputs, with what is shown now in them. */
  protected choose(kind: string): void {
    const chosen = this.kinds.find((choice) => choice.kind === kind)?.kind;
    if (!chosen) return;
    this.kind.set(chosen);
    if (chosen !== 'day' && chosen !== 'custom') this.history.choose({ kind: chosen });
  }

  protected chooseDay(day: string): void {
    if (day !== '') this.history.choose({ kind: 'day', day });
  }

  protected chooseCustom(fromText: string, toText: string): void {
    const [from, to] = [fromInputTime(fromText), fromInputTime(toText)];
    if (from === undefined || to === undefined) return;
    this.history.choose({ kind: 'custom', from, to });
  }
}
