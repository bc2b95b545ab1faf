import { inject, Injectable } from '@angular/core';
import { readingLocale } from './reading-locale';

/** How this reader's zone is called. Beside the {@link Formatter}, since nothing says it before the map stands. */
@Injectable({ providedIn: 'root' })
export class ZoneNames {
  readonly #format = new Intl.DateTimeFormat(inject(readingLocale), { timeZoneName: 'short' });

  /** The zone that times are of, as it was then: `GMT-3`, `EST`. */
  at(ms: number): string {
    const parts = this.#format.formatToParts(ms);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  }
}
