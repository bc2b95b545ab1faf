/** Where something is, WGS84 degrees. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** How far, in metres, on the ground. */
export interface Offset {
  readonly east: number;
  readonly north: number;
}

/** The length of a degree in metres at a latitude, by the usual series for the WGS84 ellipsoid. */
function degreeLengths(lat: number): Offset {
  const phi = (lat * Math.PI) / 180;
  return {
    north: 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
    east: 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi),
  };
}

/** Metres to the east and to the north from a place to one nearby, true to a few centimetres a kilometre. */
export function offsetM(from: Place, to: Place): Offset {
  const degree = degreeLengths((from.lat + to.lat) / 2);
  return {
    east: (to.lng - from.lng) * degree.east,
    north: (to.lat - from.lat) * degree.north,
  };
}

/** The distance of two places near each other, in metres. */
export function distanceM(from: Place, to: Place): number {
  const { east, north } = offsetM(from, to);
  return Math.sqrt(east * east + north * north);
}

/** The place that lies so many metres from another, for a few kilometres; on the globe at 180° and the poles too. */
export function moved({ lat, lng }: Place, { east, north }: Offset): Place {
  const degree = degreeLengths(lat);
  // At a pole a degree of longitude has no length: any longitude is as good there.
  const degreeEast = Math.max(1, degree.east);
  return {
    lat: Math.min(90, Math.max(-90, lat + north / degree.north)),
    lng: wrapLng(lng + east / degreeEast),
  };
}

/** The longitude counted on from its neighbour's: 180° is crossed without a jump. */
export function nearestTurn(lng: number, neighbourLng: number): number {
  return lng + 360 * Math.round((neighbourLng - lng) / 360);
}

/** The same longitude from -180 to 180. */
export function wrapLng(lng: number): number {
  if (lng >= -180 && lng <= 180) return lng;
  return ((((lng + 180) % 360) + 360) % 360) - 180;
}

/** Decimal degrees to 0.1 m: finer than any receiver, coarse enough to be short on the wire. */
const precision = 1e6;

/** The place as a vehicle reports it. */
export function roundedPlace({ lat, lng }: Place): Place {
  return {
    lat: Math.round(lat * precision) / precision,
    lng: Math.round(lng * precision) / precision,
  };
}
