/** A vehicle of a fleet that only exists to be drawn. */
export interface DrawnVehicle {
  readonly lat: number;
  readonly lng: number;
  readonly speedMph: number;
  readonly heading: number;
}

/**
 * Where the fleet drives: the middle of the bundled region, and so far around it, in degrees, that the
 * map shows streets and all of the fleet.
 */
const ground = { lat: -29.93, lng: -71.27, reach: 0.05 };

/** Fast enough that every frame the browser can have is needed, and as fast as a city allows. */
export const metresASecond = { restless: 1_500, city: 15 };

const metresPerDegree = 111_195;
const mphPerMetreASecond = 2.236_936;

/**
 * Vehicles that drive in circles for ever, each in its own, so that every one of them moves and turns
 * all the time and none leaves the ground.
 */
export class CirclingFleet {
  readonly names: readonly string[];
  readonly #metresASecond: number;

  constructor(size: number, metresASecond: number) {
    this.names = Array.from({ length: size }, (_, index) => `Vehicle ${index + 1}`);
    this.#metresASecond = metresASecond;
  }

  /** Where a vehicle is, some seconds after the beginning. */
  at(index: number, seconds: number): DrawnVehicle {
    const { lat, lng, reach } = ground;
    // Three numbers that look random and are the same in every run (golden-ratio sequences).
    const [a, b, c] = [0.618_034, 0.754_878, 0.569_84].map((step) => (step * (index + 1)) % 1);
    const radius = 300 + 700 * (c ?? 0);
    const angle =
      (this.#metresASecond * seconds) / radius + 2 * Math.PI * ((index * 0.324_718) % 1);
    const east = (radius * Math.sin(angle)) / (metresPerDegree * Math.cos((lat * Math.PI) / 180));
    return {
      lat: lat + reach * (2 * (a ?? 0) - 1) + (radius * Math.cos(angle)) / metresPerDegree,
      lng: lng + reach * 1.6 * (2 * (b ?? 0) - 1) + east,
      speedMph: this.#metresASecond * mphPerMetreASecond,
      // Clockwise around the circle's middle.
      heading: ((angle * 180) / Math.PI + 90) % 360,
    };
  }
}
