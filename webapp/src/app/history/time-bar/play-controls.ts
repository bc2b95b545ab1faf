import { Component, computed, inject } from '@angular/core';
import { HistoryView } from '../view/history-view';
import { playRates, TimeMachine } from '../time-machine/time-machine';

/** Plays the past, and says how fast. */
@Component({
  selector: 'fleet-play-controls',
  templateUrl: './play-controls.html',
  styleUrl: './play-controls.css',
})
export class PlayControls {
  protected readonly machine = inject(TimeMachine);
  protected readonly rates = playRates;
  readonly #history = inject(HistoryView);

  /** Only what is past can be played; a history is played from its beginning. */
  protected readonly canPlay = computed(
    () => this.machine.at() !== undefined || this.#history.isOpen(),
  );

  protected toggle(): void {
    if (this.machine.isPlaying()) this.machine.pause();
    else {
      if (this.#history.isOpen()) this.#enterHistory();
      this.machine.play();
    }
  }

  #enterHistory(): void {
    const { from, to } = this.#history.window();
    const at = this.machine.at() ?? to;
    if (at < from || at >= to) this.machine.goTo(from);
  }
}
