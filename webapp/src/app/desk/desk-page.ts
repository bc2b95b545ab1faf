import { Injectable, signal } from '@angular/core';

/** What can lie open over the map. */
export type DeskPageName =
  'vehicles' | 'people' | 'shares' | 'tokens' | 'audit' | 'account' | 'share';

/** What lies open over the map now: the pages of the fleet's own records, of people and shares. */
@Injectable({ providedIn: 'root' })
export class DeskPage {
  readonly #open = signal<DeskPageName | undefined>(undefined);
  readonly #vehicle = signal<string | undefined>(undefined);

  readonly open = this.#open.asReadonly();
  /** Which vehicle it is about, by its id. */
  readonly vehicle = this.#vehicle.asReadonly();

  show(page: DeskPageName, vehicle?: string): void {
    this.#vehicle.set(vehicle);
    this.#open.set(page);
  }

  close(): void {
    this.#open.set(undefined);
  }
}
