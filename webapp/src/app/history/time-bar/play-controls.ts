import { Component, inject } from '@angular/core';
import { playRates, TimeMachine } from '../time-machine/time-machine';
import { PastPlaying } from '../view/past-playing';

/** Plays the past, and says how fast. */
@Component({
  selector: 'fleet-play-controls',
  templateUrl: './play-controls.html',
  styleUrl: './play-controls.css',
})
export class PlayControls {
  protected readonly machine = inject(TimeMachine);
  protected readonly playing = inject(PastPlaying);
  protected readonly rates = playRates;
}
