import Flatbush from 'flatbush';

/** A street: its name, and one line of it in degrees, longitude first. */
export interface NamedStreet {
  readonly name: string;
  readonly line: readonly (readonly number[])[];
}

/** Farther away a vehicle is not in the street: as wide as a dual carriageway with its verges. */
const streetReachMetres = 50;
const metresPerDegree = 111_195;

/** The named streets of a region, found by where they are. */
export class StreetIndex {
  readonly #names: string[] = [];
  /** Four numbers a segment: from longitude, latitude, to longitude, latitude. */
  readonly #segments: Float64Array;
  readonly #index: Flatbush | undefined;

  constructor(streets: readonly NamedStreet[]) {
    const segments = streets.flatMap(({ name, line }) =>
      line.slice(1).map((to, index) => ({ name, from: line[index] ?? to, to })),
    );
    this.#segments = new Float64Array(segments.length * 4);
    // The library refuses an index of nothing.
    this.#index = segments.length === 0 ? undefined : new Flatbush(segments.length);
    segments.forEach(({ name, from, to }, index) => {
      const [x1 = 0, y1 = 0] = from;
      const [x2 = 0, y2 = 0] = to;
      this.#names.push(name);
      this.#segments.set([x1, y1, x2, y2], index * 4);
      this.#index?.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
    });
    this.#index?.finish();
  }

  /** The nearest named street within 50 m. It runs for every vehicle: without trigonometry a segment. */
  nearest(lng: number, lat: number): string | undefined {
    if (!this.#index) return undefined;
    const shrink = Math.max(0.01, Math.cos((lat * Math.PI) / 180));
    const reachLat = streetReachMetres / metresPerDegree;
    const reachLng = reachLat / shrink;
    let best: string | undefined;
    let least = reachLat * reachLat;
    const found = this.#index.search(
      lng - reachLng,
      lat - reachLat,
      lng + reachLng,
      lat + reachLat,
    );
    for (const segment of found) {
      const squared = this.#squaredDistance(segment, lng, lat, shrink);
      if (squared > least) continue;
      best = this.#names[segment];
      least = squared;
    }
    return best;
  }

  /** From a place to a segment, in degrees of latitude. */
  #squaredDistance(segment: number, lng: number, lat: number, shrink: number): number {
    const at = segment * 4;
    const ax = ((this.#segments[at] ?? 0) - lng) * shrink;
    const ay = (this.#segments[at + 1] ?? 0) - lat;
    const dx = ((this.#segments[at + 2] ?? 0) - lng) * shrink - ax;
    const dy = (this.#segments[at + 3] ?? 0) - lat - ay;
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
    return (ax + along * dx) ** 2 + (ay + along * dy) ** 2;
  }
}
