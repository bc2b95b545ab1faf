import { DestroyRef, DOCUMENT, effect, inject, Injectable } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';

const parameter = 'vehicle';

/** Keeps the selected vehicle in the page's address, so that it can be sent to somebody. */
@Injectable({ providedIn: 'root' })
export class SelectionLink {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #fleet = inject(FleetStore);

  constructor() {
    this.#read();
    const read = () => {
      this.#read();
    };
    this.#window?.addEventListener('popstate', read);
    inject(DestroyRef).onDestroy(() => {
      this.#window?.removeEventListener('popstate', read);
    });
    effect(() => {
      this.#write(this.#fleet.selectedName());
    });
  }

  #read(): void {
    const query = new URLSearchParams(this.#window?.location.search);
    this.#fleet.select(query.get(parameter) ?? undefined);
  }

  #write(name: string | undefined): void {
    if (!this.#window) return;
    const url = new URL(this.#window.location.href);
    if ((url.searchParams.get(parameter) ?? undefined) === name) return;
    if (name === undefined) url.searchParams.delete(parameter);
    else url.searchParams.set(parameter, name);
    this.#window.history.replaceState(null, '', url.search || url.pathname);
  }
}
