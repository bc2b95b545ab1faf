import { Component, computed, inject, input, signal, untracked } from '@angular/core';
import { Formatter } from '../../settings/formatter';

/** What lets in without a login ends within a year, as the registry wants it. */
const longestMs = 365 * 24 * 3_600_000;
const minuteMs = 60_000;

/** Until when something counts: a span from now on, or a day and time of one's own. */
@Component({
  selector: 'fleet-end-choice',
  template: `
    <label class="field">
      <span>{{ label() }}</span>
      <select #select (change)="chosen.set(select.value)" [attr.data-first]="isFirst() ? '' : null">
        @for (each of choices(); track each.ms) {
          <option [value]="each.ms">{{ each.text }}</option>
        }
        <option value="own" i18n="@@desk.own-end">Until a day and time of your own…</option>
      </select>
    </label>
    @if (chosen() === 'own') {
      <label class="field">
        <span i18n="@@desk.until">Until</span>
        <input
          #time
          type="datetime-local"
          required
          [min]="earliest"
          [max]="latest"
          [value]="own()"
          (input)="own.set(time.value)"
        />
      </label>
    }
  `,
  host: { class: 'stack' },
})
export class EndChoice {
  readonly label = input.required<string>();
  /** In milliseconds; the first one is chosen until somebody chooses another. */
  readonly spans = input.required<readonly number[]>();
  /** Whether it has the focus at first. */
  readonly isFirst = input(false);

  readonly #format = inject(Formatter);
  protected readonly chosen = signal('');
  protected readonly own = signal('');
  protected readonly earliest = localMinute(Date.now() + minuteMs);
  protected readonly latest = localMinute(Date.now() + longestMs);
  protected readonly choices = computed(() =>
    this.spans().map((ms) => ({ ms, text: this.#format.duration(ms) })),
  );

  /**
   * The time that is chosen, as `toISOString` writes it.
   *
   * @throws with a sentence for people if it is none, or not in the future.
   */
  until(now: number): string {
    const chosen = untracked(this.chosen);
    if (chosen !== 'own') {
      const span = chosen === '' ? (untracked(this.spans)[0] ?? 0) : Number(chosen);
      return new Date(now + span).toISOString();
    }
    // A day and time without a zone are of this machine's.
    const time = Date.parse(untracked(this.own));
    if (time > now && time <= now + longestMs) return new Date(time).toISOString();
    throw new Error(
      $localize`:@@desk.bad-end:Choose a time in the future, at most a year from now.`,
    );
  }
}

/** A time as the field for one has it: the minute, in this machine's zone. */
function localMinute(time: number): string {
  const offsetMs = new Date(time).getTimezoneOffset() * minuteMs;
  return new Date(time - offsetMs).toISOString().slice(0, 16);
}
