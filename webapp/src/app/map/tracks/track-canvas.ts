import type { DrawnTrack } from './drawn-track';
import { toMercator, toScreen, zoomOf, type Camera, type Place } from '../../geo/mercator';
import { speedClasses } from '../../vehicle/speed-classes';

/** A track on the map, with all that is drawn of it. */
export interface ShownTrack {
  readonly name: string;
  readonly track: DrawnTrack;
  /** One colour for all of it; `undefined`: by speed. */
  readonly color: string | undefined;
  readonly stops: readonly Place[];
  /** Written where the track ends; `undefined` where there is one track only. */
  readonly label: string | undefined;
  /** The place that is pointed at, on the map or on the graph. */
  readonly marked: Place | undefined;
}

/** On each side of a line, in CSS pixels. */
const rim = 1.5;
/** A way that nobody knows is dashed: dash and gap in CSS pixels; round ends lengthen each dash. */
const dashes = [4, 12];
/** The tip and the ends of an arrow head, and its line, in halves of the track's width. */
const arrow = { tip: 0.9, back: -0.7, aside: 1.05, line: 0.7 } as const;

/**
 * Draws tracks on a canvas of their own under the vehicles: they are drawn anew when the map moves
 * or when they change, and not with every step of a vehicle.
 */
export class TrackCanvas {
  readonly #canvas: HTMLCanvasElement;
  readonly #camera: () => Camera;
  #isEmpty = true;

  constructor(container: HTMLElement, camera: () => Camera) {
    this.#camera = camera;
    this.#canvas = container.ownerDocument.createElement('canvas');
    this.#canvas.className = 'track-canvas';
    // A canvas without a track would cost as much as one with, in every frame of the page.
    this.#canvas.hidden = true;
    // Above the map's own canvas, below that of the vehicles.
    const below = container.querySelector('.vehicle-canvas');
    if (below) below.before(this.#canvas);
    else container.append(this.#canvas);
  }

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  draw(tracks: readonly ShownTrack[], casing: string): void {
    const camera = this.#camera();
    const context = this.#clear(camera);
    this.#isEmpty = tracks.length === 0;
    this.#canvas.hidden = this.#isEmpty;
    if (!context) return;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const shown of tracks) drawLines(context, camera, shown, casing);
    for (const shown of tracks) {
      const color = shown.color ?? '#334155';
      for (const stop of shown.stops) drawStop(context, toScreen(toMercator(stop), camera), color);
      if (shown.marked) drawMark(context, toScreen(toMercator(shown.marked), camera), color);
      const end = shown.track.points.at(-1);
      if (shown.label !== undefined && end)
        drawLabel(context, toScreen(toMercator(end), camera), shown.label, color);
    }
  }

  close(): void {
    this.#canvas.remove();
  }

  #clear({ width, height }: Camera): CanvasRenderingContext2D | null {
    const ratio = globalThis.devicePixelRatio || 1;
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width !== columns) this.#canvas.width = columns;
    if (this.#canvas.height !== rows) this.#canvas.height = rows;
    const context = this.#canvas.getContext('2d');
    context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    context?.clearRect(0, 0, width, height);
    return context;
  }
}

/** All lines of a colour at once, over a rim that sets them off from the streets; gaps are dashed. */
function drawLines(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { track, color }: ShownTrack,
  casing: string,
): void {
  const [driven, gaps] = [newPaths(), newPaths()];
  const line = { color, casing, width: 2 * halfWidth(camera) };
  track.eachLine(camera, (from, to, speedClass, isGap) => {
    const { all, byClass } = isGap ? gaps : driven;
    for (const path of [all, byClass[speedClass]]) {
      path?.moveTo(from.x, from.y);
      path?.lineTo(to.x, to.y);
    }
  });
  context.setLineDash(dashes);
  strokePaths(context, gaps, line);
  context.setLineDash([]);
  strokePaths(context, driven, line);
  drawArrows(context, camera, track);
}

/** Half a track's width in CSS pixels: wider where streets have names. */
const halfWidth = (camera: Camera) => Math.min(3.5, Math.max(2.25, 0.4 * zoomOf(camera) - 2.55));

/** Open arrow heads along a track, white as those of the trail. */
function drawArrows(context: CanvasRenderingContext2D, camera: Camera, track: DrawnTrack): void {
  const half = halfWidth(camera);
  const [tip, back, aside] = [arrow.tip * half, arrow.back * half, arrow.aside * half];
  const heads = new Path2D();
  track.eachMark(camera, ({ x, y }, along) => {
    const corner = (forward: number, beside: number) =>
      [x + forward * along.x - beside * along.y, y + forward * along.y + beside * along.x] as const;
    heads.moveTo(...corner(back, aside));
    heads.lineTo(...corner(tip, 0));
    heads.lineTo(...corner(back, -aside));
  });
  context.lineWidth = arrow.line * half;
  context.strokeStyle = '#ffffff';
  context.stroke(heads);
}

const newPaths = () => ({ all: new Path2D(), byClass: speedClasses.map(() => new Path2D()) });

function strokePaths(
  context: CanvasRenderingContext2D,
  { all, byClass }: ReturnType<typeof newPaths>,
  { color, casing, width }: { color: string | undefined; casing: string; width: number },
): void {
  context.lineWidth = width + 2 * rim;
  context.strokeStyle = casing;
  context.stroke(all);
  context.lineWidth = width;
  byClass.forEach((path, index) => {
    context.strokeStyle = color ?? speedClasses[index]?.color ?? casing;
    context.stroke(path);
  });
}

type At = Readonly<{ x: number; y: number }>;

/** A square, since vehicles that stand are discs. */
function drawStop(context: CanvasRenderingContext2D, { x, y }: At, color: string): void {
  const half = 6.5;
  context.beginPath();
  context.roundRect(x - half, y - half, 2 * half, 2 * half, 3);
  context.fillStyle = '#ffffff';
  context.strokeStyle = color;
  context.lineWidth = 2.5;
  context.fill();
  context.stroke();
  context.fillStyle = color;
  context.fillRect(x - 2.5, y - 3, 1.8, 6);
  context.fillRect(x + 0.7, y - 3, 1.8, 6);
}

function drawMark(context: CanvasRenderingContext2D, { x, y }: At, color: string): void {
  context.beginPath();
  context.arc(x, y, 7, 0, 2 * Math.PI);
  context.fillStyle = '#ffffff';
  context.strokeStyle = color;
  context.lineWidth = 3.5;
  context.fill();
  context.stroke();
}

function drawLabel(context: CanvasRenderingContext2D, { x, y }: At, text: string, color: string) {
  context.font = '600 12px system-ui, sans-serif';
  const width = context.measureText(text).width + 12;
  context.beginPath();
  context.roundRect(x + 10, y - 26, width, 20, 6);
  context.fillStyle = color;
  context.fill();
  context.fillStyle = '#ffffff';
  context.fillText(text, x + 16, y - 12);
}
