import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { AnsweredField, VehicleDetails } from '@fleetman/contract';

/** What a vehicle's device said of itself beside place and time; what it did not measure is absent. */
export type DeviceState = Pick<VehicleDetails, AnsweredField | 'attributes'>;

/** Where that is asked; the gateway where no other is provided. */
@Injectable({ providedIn: 'root', useFactory: () => new HttpDeviceSource() })
export abstract class DeviceSource {
  /**
   * What the vehicle's newest report carried; `undefined` for an unknown vehicle. Rejects where it cannot be
   * had.
   */
  abstract load(name: string, signal: AbortSignal): Promise<DeviceState | undefined>;
}

/** How long an answer is waited for. */
const patienceMs = 10_000;

/** The gateway's answer for one vehicle, at `api/vehicles/{name}` beside the page: live frames leave this out. */
class HttpDeviceSource extends DeviceSource {
  readonly #document = inject(DOCUMENT);

  override async load(name: string, signal: AbortSignal): Promise<DeviceState | undefined> {
    const url = new URL(`api/vehicles/${encodeURIComponent(name)}`, this.#document.baseURI);
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      headers: { Accept: 'application/json' },
    });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
    // The gateway's answer has this shape (the contract's vehicleDetails).
    return (await response.json()) as VehicleDetails;
  }
}
