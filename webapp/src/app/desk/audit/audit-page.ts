import { Component, computed, inject, output, signal } from '@angular/core';
import type { AuditEntry } from '@fleetman/contract/registry';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { Attempt } from '../frame/attempt';
import { DeskFrame } from '../frame/desk-frame';
import { textIn } from '../frame/text-in';
import { deedWords } from './deed-words';

/** As many entries are asked for at once. */
const pageSize = 100;
/** Entries that are in the page at once; who looks for older ones filters. */
const mostEntries = 2_000;
/** Names that a field suggests. */
const mostSuggestions = 500;

interface Filter {
  readonly by: string;
  /** An id, or a name. */
  readonly vehicle: string;
}

/** Who changed what, and who looked at whose history: the newest first, more at a press. */
@Component({
  selector: 'fleet-audit-page',
  imports: [DeskFrame],
  templateUrl: './audit-page.html',
})
export class AuditPage {
  readonly closed = output();

  readonly #api = inject(ApiClient);
  readonly #format = inject(Formatter);
  readonly #records = inject(VehicleRecords);
  protected readonly attempt = new Attempt();
  protected readonly entries = signal<readonly AuditEntry[]>([]);
  readonly #isEnd = signal(false);
  readonly #filter = signal<Filter>({ by: '', vehicle: '' });

  protected readonly vehicles = computed(() =>
    [...this.#records.byId().values()].slice(0, mostSuggestions),
  );
  protected readonly isFull = computed(() => this.entries().length >= mostEntries);
  protected readonly hasMore = computed(() => !this.#isEnd() && !this.isFull());

  constructor() {
    void this.#load();
  }

  protected find(event: Event, form: HTMLFormElement): void {
    event.preventDefault();
    const given = new FormData(form);
    this.#filter.set({ by: textIn(given, 'by'), vehicle: textIn(given, 'vehicle') });
    this.entries.set([]);
    void this.#load();
  }

  protected more(): void {
    void this.#load();
  }

  protected titleOf(entry: AuditEntry): string {
    const { by, vehicle } = entry;
    const what = vehicle === undefined ? '' : `: ${this.#records.labelOf(vehicle)}`;
    return `${by} ${deedWords(entry)}${what}`;
  }

  protected detailsOf({ at, detail }: AuditEntry): string {
    const time = this.#format.dateTime(Date.parse(at));
    return detail === undefined ? time : `${time} · ${detail}`;
  }

  async #load(): Promise<void> {
    const before = this.entries().at(-1)?.at;
    const { by, vehicle } = this.#filter();
    const query = new URLSearchParams({
      limit: String(pageSize),
      ...(by && { by }),
      ...(vehicle && { vehicle: this.#idOf(vehicle) }),
      ...(before !== undefined && { before }),
    });
    await this.attempt.make(async () => {
      const path = `audit?${query.toString()}`;
      const entries = await this.#api.ask<readonly AuditEntry[]>('GET', path);
      this.entries.update((known) => [...known, ...entries]);
      this.#isEnd.set(entries.length < pageSize);
    });
  }

  /** People write what a vehicle is called; the trail has its id. */
  #idOf(text: string): string {
    const byId = this.#records.byId();
    if (byId.has(text)) return text;
    return [...byId.values()].find(({ name }) => name === text)?.id ?? text;
  }
}
