import { codeLatitude, codeLongitude, type LiveView } from '@fleetman/contract';
import type { VehicleTable } from '../fleet/vehicle-table.ts';

/** What a client looks at: which vehicles it is told of at once. */
export class MapView {
  /** The same for views that show the same. */
  readonly key: string;
  readonly #follow: string | undefined;
  readonly #south: number;
  readonly #north: number;
  readonly #west: number;
  readonly #east: number;

  constructor({ north, south, east, west, follow }: LiveView) {
    this.#follow = follow;
    this.#south = codeLatitude(south);
    this.#north = codeLatitude(north);
    this.#west = codeLongitude(west);
    this.#east = codeLongitude(east);
    this.key = [this.#south, this.#north, this.#west, this.#east, follow ?? ''].join('|');
  }

  /** Splits rows into those of vehicles inside, with the followed one, and the others. */
  split(rows: readonly number[], table: VehicleTable): { inside: number[]; others: number[] } {
    const { lats, lngs } = table.columns;
    const followed = this.#follow === undefined ? undefined : table.rowOf(this.#follow);
    const inside: number[] = [];
    const others: number[] = [];
    for (const row of rows) {
      const isInside = row === followed || this.#contains(lats[row] ?? 0, lngs[row] ?? 0);
      (isInside ? inside : others).push(row);
    }
    return { inside, others };
  }

  #contains(lat: number, lng: number): boolean {
    if (lat < this.#south || lat > this.#north) return false;
    // Over the antimeridian the west is greater than the east.
    return this.#west <= this.#east
      ? lng >= this.#west && lng <= this.#east
      : lng >= this.#west || lng <= this.#east;
  }
}
