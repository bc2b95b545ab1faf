import type { TrackPoint } from '../../vehicle/track/track-point';
import { holdStands } from '../../vehicle/track/held-track';
import {
  nearestX,
  toMercator,
  type Camera,
  type MercatorPoint,
  type Place,
} from '../../geo/mercator';
import { wrapLng } from '../../geo/place-box';
import { speedClassOf } from '../../vehicle/speed-classes';
import { directionMarks, markSpacing, type DirectionMark } from './direction-marks';

/** A pixel's worth: points of the same colour that lie nearer to each other than this are one. */
const leastPixels = 0.7;

/** A place on a track, between two of its points. */
type WayPoint = Pick<TrackPoint, 'lat' | 'lng' | 'time' | 'speedMph' | 'way'>;

/** A track in columns, for drawing it and finding points of it again and again. */
export class DrawnTrack {
  /** Those that are drawn, where they are drawn. */
  readonly points: readonly TrackPoint[];
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  /** The colour of the piece that ends at each point, and whether it is a gap; 255 where there is none. */
  readonly #classes: Uint8Array;
  #marks: readonly DirectionMark[] = [];
  /** How far apart those are in the world. */
  #spacing = 0;

  /** @param reported oldest first, doubtful ones too. */
  constructor(reported: readonly TrackPoint[]) {
    const points = holdStands(reported);
    this.points = points;
    this.#xs = new Float64Array(points.length);
    this.#ys = new Float64Array(points.length);
    this.#classes = new Uint8Array(points.length).fill(noWay);
    points.forEach((point, index) => {
      const { x, y } = toMercator(point);
      // Over the antimeridian it runs on, so that each line is short.
      this.#xs[index] = nearestX(x, this.#xs[index - 1] ?? x);
      this.#ys[index] = y;
      if (index === 0 || point.way === 'none') return;
      this.#classes[index] = speedClassOf(point.speedMph) | (point.way === 'gap' ? gapBit : 0);
    });
  }

  /**
   * Tells of the lines that are to be drawn, in CSS pixels, each with its class of speed and whether
   * nobody knows the way; what lies out of sight and what is too short to be seen is left out, so that 100,000 points are a few
   * thousand lines at most.
   */
  eachLine(
    camera: Camera,
    line: (from: MercatorPoint, to: MercatorPoint, speedClass: number, isGap: boolean) => void,
  ): void {
    const centerX = this.#nearTo(camera.center.x);
    let from = this.#toScreen(0, centerX, camera);
    for (let index = 1; index < this.points.length; index++) {
      const kind = this.#classes[index] ?? noWay;
      const to = this.#toScreen(index, centerX, camera);
      if (kind !== noWay) {
        const isShort = Math.abs(to.x - from.x) + Math.abs(to.y - from.y) < leastPixels;
        if (isShort && this.#classes[index + 1] === kind) continue;
        if (isInSight(from, to, camera)) line(from, to, kind & ~gapBit, (kind & gapBit) !== 0);
      }
      from = to;
    }
  }

  /** Where the track shows its direction in sight of the camera, in CSS pixels. */
  eachMark(camera: Camera, mark: (at: MercatorPoint, along: MercatorPoint) => void): void {
    const spacing = markSpacing(camera.worldSize);
    if (spacing !== this.#spacing) {
      [this.#spacing, this.#marks] = [spacing, directionMarks(this.#pieces(), spacing)];
    }
    const centerX = this.#nearTo(camera.center.x);
    for (const { at, along } of this.#marks) {
      const place = toScreenFrom(at, centerX, camera);
      if (isInSight(place, place, camera)) mark(place, along);
    }
  }

  /** The point nearest to a place on the screen, if any lies within `reach` pixels. */
  nearest(at: MercatorPoint, camera: Camera, reach: number): WayPoint | undefined {
    const x = (at.x - camera.width / 2) / camera.worldSize + this.#nearTo(camera.center.x);
    const y = (at.y - camera.height / 2) / camera.worldSize + camera.center.y;
    let nearest: { share: number; index: number } | undefined;
    let least = (reach / camera.worldSize) ** 2;
    for (let index = 1; index < this.points.length; index++) {
      if (this.#classes[index] === noWay) continue;
      const found = this.#away(index, x, y);
      if (found.squared >= least) continue;
      least = found.squared;
      nearest = { share: found.share, index };
    }
    return nearest && this.#between(nearest.index, nearest.share);
  }

  /** Where the vehicle was at a time; `undefined` before its first and after its last point. */
  placeAt(time: number): Place | undefined {
    const index = this.points.findLastIndex((point) => point.time <= time);
    const [before, after] = [this.points[index], this.points[index + 1]];
    if (!before || (!after && before.time < time)) return undefined;
    if (!after || this.#classes[index + 1] === noWay) return before;
    return this.#between(index + 1, (time - before.time) / (after.time - before.time));
  }

  /** The middle of the map in the copy of the world that the track is drawn in. */
  #nearTo(centerX: number): number {
    return nearestX(centerX, this.#xs[0] ?? centerX);
  }

  #toScreen(index: number, centerX: number, camera: Camera): MercatorPoint {
    return toScreenFrom(this.#at(index), centerX, camera);
  }

  #at(index: number): MercatorPoint {
    return { x: this.#xs[index] ?? 0, y: this.#ys[index] ?? 0 };
  }

  /** What was driven, and the straight ways over gaps. */
  *#pieces(): Iterable<{ readonly from: MercatorPoint; readonly to: MercatorPoint }> {
    for (let index = 1; index < this.points.length; index++) {
      if (this.#classes[index] === noWay) continue;
      yield { from: this.#at(index - 1), to: this.#at(index) };
    }
  }

  /** How far a place is from the piece that ends at `index`, squared, and where on the piece. */
  #away(index: number, x: number, y: number): { squared: number; share: number } {
    const [x1, y1] = [this.#xs[index - 1] ?? 0, this.#ys[index - 1] ?? 0];
    const [dx, dy] = [(this.#xs[index] ?? 0) - x1, (this.#ys[index] ?? 0) - y1];
    const length = dx * dx + dy * dy;
    const along = length > 0 ? ((x - x1) * dx + (y - y1) * dy) / length : 0;
    const share = Math.min(1, Math.max(0, along));
    return { squared: (x1 + share * dx - x) ** 2 + (y1 + share * dy - y) ** 2, share };
  }

  /** A point of the piece that ends at `index`; its speed is the piece's, as its colour is. */
  #between(index: number, share: number): WayPoint | undefined {
    const [from, to] = [this.points[index - 1], this.points[index]];
    if (!from || !to) return undefined;
    const mix = (a: number, b: number) => a + (b - a) * share;
    return {
      lat: mix(from.lat, to.lat),
      lng: wrapLng(from.lng + wrapLng(to.lng - from.lng) * share),
      time: Math.round(mix(from.time, to.time)),
      speedMph: to.speedMph,
      way: to.way,
    };
  }
}

const noWay = 255;
const gapBit = 128;

function toScreenFrom({ x, y }: MercatorPoint, centerX: number, camera: Camera): MercatorPoint {
  const { center, worldSize, width, height } = camera;
  return { x: (x - centerX) * worldSize + width / 2, y: (y - center.y) * worldSize + height / 2 };
}

/** Whether the line's bounding box touches the screen, with room for the width of lines. */
function isInSight(from: MercatorPoint, to: MercatorPoint, { width, height }: Camera): boolean {
  const margin = 8;
  return (
    Math.max(from.x, to.x) >= -margin &&
    Math.min(from.x, to.x) <= width + margin &&
    Math.max(from.y, to.y) >= -margin &&
    Math.min(from.y, to.y) <= height + margin
  );
}
