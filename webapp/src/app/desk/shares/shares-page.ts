import { Component, inject, output, signal } from '@angular/core';
import type { Share } from '@fleetman/contract/registry';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { Attempt } from '../frame/attempt';
import { DeskFrame } from '../frame/desk-frame';

/** What is shared, until when, and how often it was opened; each share can be ended. */
@Component({
  selector: 'fleet-shares-page',
  imports: [DeskFrame],
  template: `
    <fleet-desk-frame heading="Shares" i18n-heading="@@shares.title" (closed)="closed.emit()">
      <div class="stack">
        <p class="problem" role="alert">{{ attempt.problem() }}</p>
        @if (shares().length > 0) {
          <ul class="records">
            @for (share of shares(); track share.id) {
              <li>
                <span class="what">
                  <strong>{{ records.labelOf(share.vehicle) }}</strong>
                  <small>{{ detailsOf(share) }}</small>
                </span>
                <button
                  type="button"
                  class="action"
                  [disabled]="attempt.isBusy()"
                  (click)="end(share)"
                >
                  <span i18n="@@shares.end">End it</span>&ngsp;
                  <span class="hidden">{{ records.labelOf(share.vehicle) }}</span>
                </button>
              </li>
            }
          </ul>
        } @else if (!attempt.isBusy()) {
          <p class="note" i18n="@@shares.none">
            Nothing is shared. Select a vehicle on the map to share it.
          </p>
        }
      </div>
    </fleet-desk-frame>
  `,
})
export class SharesPage {
  readonly closed = output();

  readonly #api = inject(ApiClient);
  readonly #format = inject(Formatter);
  protected readonly records = inject(VehicleRecords);
  protected readonly attempt = new Attempt();
  protected readonly shares = signal<readonly Share[]>([]);

  constructor() {
    void this.attempt.make(async () => {
      this.shares.set(await this.#api.ask<readonly Share[]>('GET', 'shares'));
    });
  }

  protected detailsOf({ until, by, opened }: Share): string {
    const time = this.#format.dateTime(Date.parse(until));
    const count = this.#format.number(opened);
    return $localize`:@@shares.details:until ${time}:time:, by ${by}:person:, opened ${count}:count: times`;
  }

  protected async end({ id }: Share): Promise<void> {
    await this.attempt.make(async () => {
      await this.#api.ask('DELETE', `shares/${encodeURIComponent(id)}`);
      this.shares.update((shares) => shares.filter((share) => share.id !== id));
    });
  }
}
