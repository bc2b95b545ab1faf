import { computed, inject, Injectable } from '@angular/core';
import { TimeMachine } from '../time-machine/time-machine';
import { HistoryView } from './history-view';

/** Begins and ends playing: of a history that is looked at, from its beginning; else of the past. */
@Injectable({ providedIn: 'root' })
export class PastPlaying {
  readonly #machine = inject(TimeMachine);
  readonly #history = inject(HistoryView);

  /** Only what is past can be played. */
  readonly canPlay = computed(() => this.#machine.at() !== undefined || this.#history.isOpen());

  toggle(): void {
    if (this.#machine.isPlaying()) this.#machine.pause();
    else {
      if (this.#history.isOpen()) this.#enterHistory();
      this.#machine.play();
    }
  }

  #enterHistory(): void {
    const { from, to } = this.#history.window();
    const at = this.#machine.at() ?? to;
    if (at < from || at >= to) this.#machine.goTo(from);
  }
}
