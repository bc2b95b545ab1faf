import { computed, Injectable, signal } from '@angular/core';

/** The vehicles whose history is looked at; none: the view is closed. */
@Injectable({ providedIn: 'root' })
export class HistoryView {
  readonly #names = signal<readonly string[]>([]);

  readonly names = this.#names.asReadonly();
  readonly isOpen = computed(() => this.#names().length > 0);

  /** Shows the history of this vehicle, and of no other. */
  open(name: string): void {
    this.#names.set([name]);
  }

  /** Shows the history of this vehicle beside the others. */
  add(name: string): void {
    this.#names.update((names) => [...names.filter((other) => other !== name), name]);
  }

  remove(name: string): void {
    this.#names.update((names) => names.filter((other) => other !== name));
  }

  close(): void {
    this.#names.set([]);
  }
}
