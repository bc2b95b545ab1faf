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

  /** The names of the groups of those that drive, in order. */
  readonly groups = computed(() => {
    const named = [...this.byId().values()].flatMap(({ group, retired }) =>
      group === undefined || retired ? [] : group,
    );
    return [...new Set(named)].sort((a, b) => a.localeCompare(b));
  });

  /** The ids of those that drive no more. They keep their history, and are out of list, map, search and counts. */
  readonly retired = computed(() =>
    [...this.byId().values()].filter(({ retired }) => retired).map(({ id }) => id),
  );

  /** Whether the records narrow the fleet to a group. */
  readonly hasGroup = computed(() => this.group() !== undefined && this.byId().size > 0);

  /** Whether a vehicle drives still, and is in the chosen group; `undefined` while the records leave out none. */
  readonly isShown = computed(() => {
    const [group, byId] = [this.hasGroup() ? this.group() : undefined, this.byId()];
    if (group === undefined && this.retired().length === 0) return undefined;
    return (id: string) => {
      const record = byId.get(id);
      if (record?.retired === true) return false;
      return group === undefined || record?.group === group;
    };
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
