import { Component, computed, inject, input } from '@angular/core';
import { Formatter } from '../../settings/formatter';
import { isSameDay } from '../../settings/moment';
import { PageSettings } from '../../settings/page-settings';
import { Preferences } from '../../settings/preferences';
import { readingLocale } from '../../settings/reading-locale';
import { ZoneNames } from '../../settings/zone-names';
import { SpeedGraph } from '../../vehicle/speed-graph/speed-graph';
import type { TrackPoint } from '../../vehicle/track/track-point';
import type { TimeWindow } from '../past/time-window';
import { dayTotals, type DayRow } from './day-rows';

/** What is printed of a vehicle. */
export interface Day {
  readonly name: string;
  readonly window: TimeWindow;
  readonly points: readonly TrackPoint[];
  readonly rows: readonly DayRow[];
  /** Where each row begins and ends, in turn; empty where nothing is known. */
  readonly places: readonly string[];
  readonly printedAt: number;
}

/** A vehicle's day on paper: black on white whatever the theme is, without anything to press. */
@Component({
  selector: 'fleet-day-sheet',
  imports: [SpeedGraph],
  templateUrl: './day-sheet.html',
  styleUrl: './day-sheet.css',
})
export class DaySheet {
  readonly day = input.required<Day>();

  readonly #format = inject(Formatter);
  readonly #zones = inject(ZoneNames);
  readonly #locale = inject(readingLocale);
  protected readonly unit = inject(Preferences).unit;
  protected readonly version = inject(PageSettings).version;

  readonly #isOneDay = computed(() => {
    const { from, to } = this.day().window;
    // The midnight that ends a day belongs to it here.
    return isSameDay(from, to - 1);
  });
  /** The day in full; of a longer range its first and its last. */
  protected readonly date = computed(() => {
    const { from, to } = this.day().window;
    const format = new Intl.DateTimeFormat(this.#locale, { dateStyle: 'full' });
    return this.#isOneDay() ? format.format(from) : format.formatRange(from, to - 1);
  });
  protected readonly hours = computed(() => {
    const { from, to } = this.day().window;
    const range = `${this.#format.shortTime(from)} – ${this.#format.shortTime(to)}`;
    return `${range} ${this.#zones.at(to)}`;
  });
  protected readonly totals = computed(() => {
    const { metres, drivingMs, standingMs, unknownMs, topMph } = dayTotals(this.day().rows);
    const facts = [
      { name: $localize`:@@print.distance:Distance`, value: this.#format.distance(metres) },
      { name: $localize`:@@print.driving:Driving`, value: this.#format.duration(drivingMs) },
      { name: $localize`:@@print.standing:Stopped`, value: this.#format.duration(standingMs) },
    ];
    const top = `${this.#format.speed(topMph)} ${this.unit()}`;
    if (unknownMs > 0) {
      const value = this.#format.duration(unknownMs);
      facts.push({ name: $localize`:@@print.unknown:Without report`, value });
    }
    return [...facts, { name: $localize`:@@print.top-speed:Top speed`, value: top }];
  });
  protected readonly rows = computed(() =>
    this.day().rows.map(({ kind, from, to, metres, topMph }, index) => {
      const [start = '', end = ''] = this.day().places.slice(2 * index);
      return {
        kind,
        what: this.#what(kind),
        from: this.#time(from),
        to: this.#time(to),
        duration: this.#format.duration(to - from),
        // It begins where the row before it has ended.
        where: kind === 'stop' || start === end ? start : `${index === 0 ? start : ''} → ${end}`,
        distance: kind === 'stop' ? '' : this.#format.distance(metres),
        top: kind === 'drive' ? this.#format.speed(topMph) : '',
      };
    }),
  );
  protected readonly topHeading = computed(
    () => $localize`:@@print.top-speed-in:Top ${this.unit()}:unit:`,
  );
  protected readonly printed = computed(() => {
    const at = `${this.#format.dateTime(this.day().printedAt)} ${this.#zones.at(this.day().printedAt)}`;
    return $localize`:@@print.printed:Printed ${at}:time:`;
  });

  #what(kind: DayRow['kind']): string {
    switch (kind) {
      case 'drive':
        return $localize`:@@print.drive:Drive`;
      case 'stop':
        return $localize`:@@print.stop:Stop`;
      case 'gap':
        return $localize`:@@print.gap:No report`;
    }
  }

  #time(at: number): string {
    const time = this.#format.shortTime(at);
    return this.#isOneDay() ? time : `${this.#format.day(at)} ${time}`;
  }
}
