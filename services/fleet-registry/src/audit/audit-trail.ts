import type { AuditEntry, AuditQuery, NewAuditEntry } from '@fleetman/contract/registry';
import type { RegistryChange, RegistryStore } from '../store/registry-store.ts';

/** What somebody did; `by` is a login, or what acts in a person's place. */
export interface Deed extends NewAuditEntry {
  readonly by: string;
}

/** How much of the audit trail is kept. */
export interface AuditBounds {
  readonly retentionMs: number;
  readonly most: number;
}

/** After how many entries it is looked whether the oldest are to go. */
const entriesBetweenTrims = 200;

/** Entries that are read at once; far more than there are of one moment. */
const entriesInPage = 1_000;

/** Who did what: written beside each change, read by admins, bounded by age and number. */
export class AuditTrail {
  readonly #store: RegistryStore;
  readonly #now: () => Date;
  readonly #bounds: AuditBounds;
  #written = 0;

  constructor(store: RegistryStore, now: () => Date, bounds: AuditBounds) {
    this.#store = store;
    this.#now = now;
    this.#bounds = bounds;
  }

  /** What notes a deed, to be made with the change itself. */
  note({ by, what, vehicle, detail }: Deed): RegistryChange[] {
    const at = this.#now().toISOString();
    const id = `${at} ${String(this.#written).padStart(12, '0')}`;
    this.#written += 1;
    const record: AuditEntry = {
      at,
      by,
      what,
      ...(vehicle !== undefined && { vehicle }),
      ...(detail !== undefined && { detail }),
    };
    const trim: RegistryChange[] = this.#written % entriesBetweenTrims === 0 ? this.tidy() : [];
    return [{ do: 'put', kind: 'audit', id, record }, ...trim];
  }

  /** What removes the entries that are too old, and the oldest of too many. */
  tidy(): RegistryChange[] {
    return [
      { do: 'remove-before', kind: 'audit', before: this.#oldestKept() },
      { do: 'trim', kind: 'audit', keep: this.#bounds.most },
    ];
  }

  /** The newest entries that are wanted, the newest first; see {@link AuditQuery}. Never too many are in memory. */
  async list({ limit, before, by, vehicle }: AuditQuery): Promise<AuditEntry[]> {
    const found: AuditEntry[] = [];
    for await (const entry of this.#newestFirst(before)) {
      if (found.length >= limit && entry.at !== found.at(-1)?.at) break;
      const isWanted =
        (by === undefined || entry.by === by) &&
        (vehicle === undefined || entry.vehicle === vehicle);
      if (isWanted) found.push(entry);
    }
    return found;
  }

  async *#newestFirst(before?: string): AsyncGenerator<AuditEntry> {
    const oldest = this.#oldestKept();
    for (let end = before; ;) {
      const page = await this.#store.list('audit', {
        last: entriesInPage,
        ...(end !== undefined && { before: end }),
      });
      const last = page.length < entriesInPage ? undefined : page.at(-1)?.at;
      // The next page begins with all of the moment that this one breaks off in.
      const whole = page.filter(({ at }) => at !== last);
      for (const entry of whole.length > 0 ? whole : page) {
        if (entry.at < oldest) return;
        yield entry;
      }
      if (last === undefined) return;
      end = whole.length > 0 ? afterAllOf(last) : last;
    }
  }

  #oldestKept(): string {
    return new Date(this.#now().getTime() - this.#bounds.retentionMs).toISOString();
  }
}

/** What sorts behind the ids of a moment, which have a blank and a number after it. */
function afterAllOf(at: string): string {
  return `${at}!`;
}
