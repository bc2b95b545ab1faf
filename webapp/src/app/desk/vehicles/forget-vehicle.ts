import { Component, inject, input, output } from '@angular/core';
import type { Vehicle } from '@fleetman/contract/registry';
import { Attempt } from '../frame/attempt';
import { RecordKeeper } from '../record-keeper';

/** Asks whether a vehicle is to be deleted with all that is known of it, and says what that is. */
@Component({
  selector: 'fleet-forget-vehicle',
  template: `
    <div class="stack">
      <p>{{ question() }}</p>
      <p class="warning" i18n="@@vehicles.forget-lost">
        Its record, its devices and keys, all shares of it and its whole history are deleted. Nobody
        can bring them back. To keep the history, mark it as retired instead.
      </p>
      <p class="problem" role="alert">{{ attempt.problem() }}</p>
      <div class="bar">
        <button
          type="button"
          class="action danger"
          [disabled]="attempt.isBusy()"
          i18n="@@vehicles.forget-now"
          (click)="forget()"
        >
          Delete it with its history
        </button>
        <button
          type="button"
          class="action"
          data-first
          i18n="@@vehicles.cancel"
          (click)="done.emit()"
        >
          Cancel
        </button>
      </div>
    </div>
  `,
})
export class ForgetVehicle {
  readonly vehicle = input.required<Vehicle>();
  readonly done = output();

  readonly #keeper = inject(RecordKeeper);
  protected readonly attempt = new Attempt();

  protected question(): string {
    return $localize`:@@vehicles.forget-question:Forget the vehicle “${this.vehicle().name}:name:”?`;
  }

  protected async forget(): Promise<void> {
    if (await this.attempt.make(() => this.#keeper.forget(this.vehicle().id))) this.done.emit();
  }
}
