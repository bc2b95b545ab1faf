import type { AuditEntry, NewAuditEntry } from '@fleetman/contract/registry';
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

  /** The newest entries, or those before a time, the newest first. */
  async list(last: number, before?: string): Promise<AuditEntry[]> {
    const entries = await this.#store.list('audit', { last, ...(before && { before }) });
    const oldest = this.#oldestKept();
    return entries.filter(({ at }) => at >= oldest);
  }

  #oldestKept(): string {
    return new Date(this.#now().getTime() - this.#bounds.retentionMs).toISOString();
  }
}
