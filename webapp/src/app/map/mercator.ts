/** A place in Web Mercator: the world is the square from (0, 0), north-west, to (1, 1). */
export interface MercatorPoint {
  readonly x: number;
  readonly y: number;
}

/** WGS84 degrees. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** What a north-up map shows: the middle in Web Mercator, and sizes in CSS pixels. */
export interface Camera {
  readonly center: MercatorPoint;
  /** How many pixels wide the whole world would be: 512 at zoom 0. */
  readonly worldSize: number;
  readonly width: number;
  readonly height: number;
}

/** Beyond it Web Mercator has no place: atan(sinh(pi)). */
export const northernmost = 85.051129;

export function toMercator({ lat, lng }: Place): MercatorPoint {
  const bounded = Math.min(northernmost, Math.max(-northernmost, lat));
  const sine = Math.sin((bounded * Math.PI) / 180);
  return {
    x: lng / 360 + 0.5,
    y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI),
  };
}

export function toPlace({ x, y }: MercatorPoint): Place {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return { lat, lng: (x - 0.5) * 360 };
}

/** Where on the screen a place is, in CSS pixels from the top left corner of the map. */
export function toScreen({ x, y }: MercatorPoint, camera: Camera): MercatorPoint {
  return {
    x: (x - camera.center.x) * camera.worldSize + camera.width / 2,
    y: (y - camera.center.y) * camera.worldSize + camera.height / 2,
  };
}

/** The place at a point of the screen. */
export function toWorld({ x, y }: MercatorPoint, camera: Camera): MercatorPoint {
  return {
    x: camera.center.x + (x - camera.width / 2) / camera.worldSize,
    y: camera.center.y + (y - camera.height / 2) / camera.worldSize,
  };
}

/** 0 where the world is 512 pixels wide. */
export function zoomOf({ worldSize }: Camera): number {
  return Math.log2(worldSize / 512);
}

/** The distance in metres along a great circle of a sphere with the Earth's mean radius. */
export function distanceMetres(a: Place, b: Place): number {
  const radians = Math.PI / 180;
  const sineLat = Math.sin(((b.lat - a.lat) * radians) / 2);
  const sineLng = Math.sin(((b.lng - a.lng) * radians) / 2);
  const chord = sineLat ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * sineLng ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(chord));
}
