import {
  Component,
  computed,
  DOCUMENT,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { IssuedShare } from '@fleetman/contract/registry';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { Attempt } from '../frame/attempt';
import { CopyField } from '../frame/copy-field';
import { DeskFrame } from '../frame/desk-frame';
import { EndChoice } from '../frame/end-choice';
import { shareLinkOf, shareSpans } from './share-times';

/** Makes a link that shows one vehicle for a while to anyone who has it. */
@Component({
  selector: 'fleet-share-vehicle',
  imports: [CopyField, DeskFrame, EndChoice],
  templateUrl: './share-vehicle.html',
})
export class ShareVehicle {
  /** The vehicle's id. */
  readonly vehicle = input.required<string>();
  readonly closed = output();
  /** Somebody wants to see all that is shared. */
  readonly listed = output();

  readonly #api = inject(ApiClient);
  readonly #records = inject(VehicleRecords);
  readonly #format = inject(Formatter);
  readonly #baseUri = inject(DOCUMENT).baseURI;
  readonly #made = signal<IssuedShare | undefined>(undefined);
  protected readonly attempt = new Attempt();
  protected readonly spans = shareSpans;
  protected readonly endChoice = viewChild(EndChoice);

  protected readonly heading = computed(() => {
    const name = this.#records.labelOf(this.vehicle());
    return $localize`:@@shares.share-what:Share ${name}:name:`;
  });
  protected readonly link = computed(() => {
    const made = this.#made();
    return made && shareLinkOf(made.token, this.#baseUri);
  });
  protected readonly until = computed(() => {
    const made = this.#made();
    if (!made) return '';
    const time = this.#format.dateTime(Date.parse(made.share.until));
    return $localize`:@@shares.ends-at:The link ends ${time}:time:.`;
  });

  protected async share(event: Event): Promise<void> {
    event.preventDefault();
    await this.attempt.make(async () => {
      const until = this.endChoice()?.until(Date.now());
      const wish = { vehicle: this.vehicle(), until };
      this.#made.set(await this.#api.ask<IssuedShare>('POST', 'shares', wish));
    });
  }
}
