/** A place on a track, WGS84 degrees. */
export interface TrackPoint {
  readonly lat: number;
  readonly lng: number;
  /** The legal speed from here to the next point, where the track knows it. */
  readonly speedKmh?: number | undefined;
}

/** A way to drive: at least two points, in the order of driving. */
export interface Track {
  /** Of the vehicle that drives it. */
  readonly name: string;
  readonly points: readonly TrackPoint[];
}

/** A name with a number that nobody has yet: a track may be called `city_truck_2`, and its vehicle keeps that. */
export function freeName(base: string, number: number, taken: ReadonlySet<string>): string {
  let free = number;
  while (taken.has(`${base} ${free}`)) free++;
  return `${base} ${free}`;
}
