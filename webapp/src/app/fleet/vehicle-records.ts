import { computed, Injectable, signal } from '@angular/core';
import type { Vehicle as VehicleRecord } from '@fleetman/contract/registry';

/**
 * What the registry says of vehicles, by their ids: empty where there is none, or as long as it is not loaded.
 * A vehicle without a record is called by its id.
 */
@Injectable({ providedIn: 'root' })
export class VehicleRecords {
  readonly byId = signal<ReadonlyMap<string, VehicleRecord>>(new Map());
  /** The group whose vehicles are shown, and no others; `undefined` for all. */
  readonly group = signal<string | undefined>(undefined);

  /** The names of all groups, in order. */
  readonly groups = computed(() => {
    const named = [...this.byId().values()].flatMap(({ group }) => group ?? []);
    return [...new Set(named)].sort((a, b) => a.localeCompare(b));
  });

  /** Whether a vehicle is in the chosen group; `undefined` while none is chosen, or no record is known. */
  readonly isInGroup = computed(() => {
    const [group, byId] = [this.group(), this.byId()];
    return group === undefined || byId.size === 0
      ? undefined
      : (id: string) => byId.get(id)?.group === group;
  });

  /** What people call the vehicle. */
  readonly labelOf = (id: string): string => this.byId().get(id)?.name ?? id;

  /** What a vehicle is called and found by: name, id and plate. Another one when the records have changed. */
  readonly naming = computed(() => {
    const byId = this.byId();
    return {
      labelOf: this.labelOf,
      wordsOf: (id: string): string => {
        const record = byId.get(id);
        return record ? `${record.name} ${id} ${record.plate ?? ''}` : id;
      },
    };
  });
}
