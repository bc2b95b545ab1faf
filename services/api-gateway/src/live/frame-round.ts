import { encodeLiveFrame, type LiveFrameKind } from '@fleetman/contract';
import type { MapView } from './map-view.ts';
import type { VehicleTable } from '../fleet/vehicle-table.ts';

/**
 * The frames of one round. Clients with the same needs get the same frame: rows are chosen once, and a
 * frame is written once for the same rows.
 */
export class FrameRound {
  readonly table: VehicleTable;
  /** The version of the fleet that this round tells. */
  readonly version: number;
  readonly #sentAt: number;
  readonly #changed = new Map<number, readonly number[]>();
  readonly #inside = new Map<string, readonly number[]>();
  readonly #frames = new Map<LiveFrameKind, Map<readonly number[], ArrayBuffer>>();

  constructor(table: VehicleTable, version: number, sentAt: number) {
    this.table = table;
    this.version = version;
    this.#sentAt = sentAt;
  }

  /** The vehicles that changed after a version; all of them for 0. */
  changedSince(version: number): readonly number[] {
    return remember(this.#changed, version, () => this.table.changedSince(version));
  }

  /** Those of them that a view is told of at once. */
  insideSince(version: number, view: MapView): readonly number[] {
    return remember(this.#inside, `${version}|${view.key}`, () => {
      const changed = this.changedSince(version);
      const { inside } = view.split(changed, this.table);
      // The same rows make the same frame: views that show all that changed share it.
      return inside.length === changed.length ? changed : inside;
    });
  }

  frame(kind: LiveFrameKind, rows: readonly number[]): ArrayBuffer {
    const frames = remember(this.#frames, kind, () => new Map<readonly number[], ArrayBuffer>());
    const { columns } = this.table;
    return remember(frames, rows, () =>
      encodeLiveFrame({ kind, sentAt: this.#sentAt, columns, rows }),
    );
  }
}

/** What stands under this key, made by `make` where nothing does. */
function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
