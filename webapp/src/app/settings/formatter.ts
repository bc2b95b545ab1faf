import { inject, Injectable } from '@angular/core';
import { Preferences } from './preferences';
import { readingLocale } from './reading-locale';
import { formatSpeed, toDistanceUnit } from './units';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * How this reader reads numbers, times and distances: in the page's language, with the units and the
 * hours that were chosen. What it answers changes with the choices wherever a signal is noticed.
 */
@Injectable({ providedIn: 'root' })
export class Formatter {
  readonly #preferences = inject(Preferences);
  readonly #locale = inject(readingLocale);
  /** Making one costs a hundred times what using it does. */
  readonly #times = new Map<string, Intl.DateTimeFormat>();
  readonly #numbers = [0, 1].map(
    (digits) =>
      new Intl.NumberFormat(this.#locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );

  /** A number with at most one digit after the point: `12,345`. */
  number(value: number, digits: 0 | 1 = 0): string {
    return this.#numbers[digits]?.format(value) ?? '';
  }

  /** A speed as a whole number, in {@link Preferences.unit}; a dash where it is unknown. */
  speed(speedMph: number | null): string {
    return formatSpeed(speedMph, this.#preferences.unit());
  }

  /** A distance in miles or kilometres, whichever goes with the speeds: `12.3 km`. */
  distance(metres: number): string {
    const unit = this.#preferences.unit();
    const value = toDistanceUnit(metres, unit);
    return `${this.number(value, value < 100 ? 1 : 0)} ${unit === 'mph' ? 'mi' : 'km'}`;
  }

  /** How long ago, in the largest unit that fits; a clock that is a little ahead counts as now. */
  age(ms: number): string {
    if (ms < 5_000) return $localize`:@@settings.now:now`;
    const age = this.#largestUnit(ms);
    return $localize`:@@settings.ago:${age}:age: ago`;
  }

  /** How long: `45 s`, `12 min`, `3 h 20 min`, `2 d`. */
  duration(ms: number): string {
    const minutes = Math.floor((ms % hourMs) / minuteMs);
    if (ms < hourMs || ms >= dayMs || minutes === 0) return this.#largestUnit(ms);
    return `${this.#largestUnit(ms)} ${this.#largestUnit(minutes * minuteMs)}`;
  }

  /** The time of day to the second: `14:05:09` or `2:05:09 PM`. */
  time(ms: number): string {
    return this.#format(ms, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  }

  /** The time of day to the minute: `14:05` or `2:05 PM`. */
  shortTime(ms: number): string {
    return this.#format(ms, { hour: 'numeric', minute: '2-digit' });
  }

  /** Day and time to the second: `Nov 22, 14:05:09`; with its year where it is not this one. */
  dateTime(ms: number): string {
    return this.#format(ms, {
      ...dayParts(ms),
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  /** The day: `Nov 22`, `Nov 22, 2019`. */
  day(ms: number): string {
    return this.#format(ms, dayParts(ms));
  }

  #largestUnit(ms: number): string {
    if (ms < minuteMs) {
      return $localize`:@@settings.seconds:${Math.max(0, Math.floor(ms / 1_000))}:count: s`;
    }
    if (ms < hourMs) return $localize`:@@settings.minutes:${Math.floor(ms / minuteMs)}:count: min`;
    if (ms < 2 * dayMs) return $localize`:@@settings.hours:${Math.floor(ms / hourMs)}:count: h`;
    return $localize`:@@settings.days:${Math.floor(ms / dayMs)}:count: d`;
  }

  #format(ms: number, parts: Intl.DateTimeFormatOptions): string {
    return this.#formatOf(parts).format(ms);
  }

  #formatOf(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const hourCycle = this.#preferences.hours() === '12' ? 'h12' : 'h23';
    const key = `${hourCycle} ${Object.keys(parts).join(' ')}`;
    let format = this.#times.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.#locale, { ...parts, hourCycle });
      this.#times.set(key, format);
    }
    return format;
  }
}

function dayParts(ms: number): Intl.DateTimeFormatOptions {
  const isThisYear = new Date(ms).getFullYear() === new Date().getFullYear();
  return { month: 'short', day: 'numeric', ...(!isThisYear && { year: 'numeric' }) };
}
