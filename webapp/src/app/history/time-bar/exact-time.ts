import { Component, computed, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { Clock } from '../../settings/clock';
import { Formatter } from '../../settings/formatter';
import { PastReach } from '../time-machine/past-reach';
import { TimeMachine } from '../time-machine/time-machine';
import { fromInputTime, toInputTime } from '../panel/input-time';
import { formatMoment } from '../../settings/moment';
import { ZoneNames } from '../../settings/zone-names';

/** Says which time is shown; a click makes it an input for another one, to the second. */
@Component({
  selector: 'fleet-exact-time',
  templateUrl: './exact-time.html',
  styleUrl: './exact-time.css',
})
export class ExactTime {
  protected readonly machine = inject(TimeMachine);
  readonly #clock = inject(Clock);
  readonly #reach = inject(PastReach);
  readonly #format = inject(Formatter);
  readonly #zones = inject(ZoneNames);
  readonly #fleet = inject(FleetStore);
  protected readonly isConnected = computed(() => this.#fleet.connection().state === 'live');
  protected readonly isEditing = signal(false);
  protected readonly input = viewChild<ElementRef<HTMLInputElement>>('input');
  protected readonly button = viewChild<ElementRef<HTMLButtonElement>>('button');

  protected readonly text = computed(() => {
    const at = this.machine.at();
    return at === undefined ? undefined : formatMoment(this.#format, at, this.#clock.now());
  });
  /** Whose time it is, and how long ago. */
  protected readonly about = computed(() => {
    const at = this.machine.at();
    if (at === undefined) return '';
    return `${this.#zones.at(at)} · ${this.#format.age(this.#clock.now() - at)}`;
  });
  protected readonly least = computed(() => {
    const oldest = this.#reach.reach()?.oldest;
    return oldest === undefined ? null : toInputTime(oldest);
  });
  protected readonly initial = signal('');
  protected readonly greatest = signal('');

  protected edit(): void {
    this.initial.set(toInputTime(this.machine.at() ?? this.#clock.read()));
    this.greatest.set(toInputTime(this.#clock.read()));
    this.isEditing.set(true);
    setTimeout(() => this.input()?.nativeElement.focus());
  }

  protected submit(event: Event, input: HTMLInputElement): void {
    event.preventDefault();
    const at = fromInputTime(input.value);
    if (at !== undefined && input.validity.valid) this.machine.goTo(at);
    this.close();
  }

  /** Gives the focus back to the button that stood here. */
  protected close(): void {
    this.isEditing.set(false);
    setTimeout(() => this.button()?.nativeElement.focus());
  }
}
