import { computed, Injectable, signal } from '@angular/core';
import type { Vehicle as VehicleRecord } from '@fleetman/contract/registry';
import type { VehicleMark } from '../vehicle/mark/vehicle-mark';

/** What follows from the records of vehicles, worked out when they come: see `read-records.ts`. */
export interface KnownRecords {
  readonly byId: ReadonlyMap<string, VehicleRecord>;
  /** The names of the groups of those that drive, in order. */
  readonly groups: readonly string[];
  /** How many of the fleet drive no more. They keep their history, and are out of list, map, search and counts. */
  readonly retiredIn: (fleet: { indexOf(id: string): number }) => number;
  /** The colours and kinds of those that have any, by their ids. */
  readonly marks: ReadonlyMap<string, VehicleMark>;
  /** Whether a vehicle drives still, and is in the group if one is given; `undefined` where all are shown. */
  readonly shownIn: (group: string | undefined) => ((id: string) => boolean) | undefined;
  /** By what words a vehicle is found: name, id and plate. */
  readonly wordsOf: (id: string) => string;
}

const none: KnownRecords = {
  byId: new Map(),
  groups: [],
  retiredIn: () => 0,
  marks: new Map(),
  shownIn: () => undefined,
  wordsOf: (id) => id,
};

/**
 * What the registry says of vehicles, by their ids: nothing where there is none, or as long as it is not loaded.
 * A vehicle without a record is called by its id.
 */
@Injectable({ providedIn: 'root' })
export class VehicleRecords {
  readonly known = signal(none);
  /** The group whose vehicles are shown, and no others; `undefined` for all. */
  readonly group = signal<string | undefined>(undefined);

  readonly byId = () => this.known().byId;
  readonly groups = () => this.known().groups;

  /** Whether the records leave a vehicle in; `undefined` while they leave out none. */
  readonly isShown = () => this.known().shownIn(this.group());

  /** What people call the vehicle. */
  readonly labelOf = (id: string): string => this.byId().get(id)?.name ?? id;

  /** What a vehicle is called and found by. Another one when the records have changed. */
  readonly naming = computed(() => ({ labelOf: this.labelOf, wordsOf: this.known().wordsOf }));
}
