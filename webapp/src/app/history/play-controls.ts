import { Component, inject } from '@angular/core';
import { playRates, TimeMachine } from './time-machine';

/** Plays the past, and says how fast. */
@Component({
  selector: 'fleet-play-controls',
  templateUrl: './play-controls.html',
  styleUrl: './play-controls.css',
})
export class PlayControls {
  protected readonly machine = inject(TimeMachine);
  protected readonly rates = playRates;

  protected toggle(): void {
    if (this.machine.isPlaying()) this.machine.pause();
    else this.machine.play();
  }
}
