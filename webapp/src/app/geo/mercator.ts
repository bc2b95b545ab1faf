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

/** The same place in that copy of the world where it is nearest to another: one world is 1 wide. */
export function nearestX(x: number, to: number): number {
  return x - Math.round(x - to);
}

/** Where on the screen a place is, in CSS pixels from the top left corner of the map. */
export function toScreen({ x, y }: MercatorPoint, camera: Camera): MercatorPoint {
  return {
    x: (nearestX(x, camera.center.x) - camera.center.x) * camera.worldSize + camera.width / 2,
    y: (y - camera.center.y) * camera.worldSize + camera.height / 2,
  };
}

/** As {@link toScreen}, of that copy of the world in which the place is nearest to the middle. */
export function toScreenNear({ x, y }: MercatorPoint, camera: Camera): MercatorPoint {
  return toScreen({ x: x - Math.round(x - camera.center.x), y }, camera);
}

/** The place at a point of the screen. */
export function toWorld({ x, y }: MercatorPoint, camera: Camera): MercatorPoint {
  return {
    x: camera.center.x + (x - camera.width / 2) / camera.worldSize,
    y: camera.center.y + (y - camera.height / 2) / camera.worldSize,
  };
}

/** How many metres a pixel is at a latitude where the whole world is `worldSize` pixels wide. */
export function metresPerPixel(lat: number, worldSize: number): number {
  const equatorMetres = 40_075_016.7;
  return (equatorMetres * Math.cos((lat * Math.PI) / 180)) / worldSize;
}

/** 0 where the world is 512 pixels wide. */
export function zoomOf({ worldSize }: Camera): number {
  return Math.log2(worldSize / 512);
}
