import type { Vehicle } from '../fleet/vehicle';
import type { Theme } from './base-map-colors';
import { FrameLoop } from './frame-loop';
import { Glides, type Pose } from './glides';
import { toMercator, toScreen, type Camera, type MercatorPoint } from './mercator';
import { NameLabels } from './name-labels';
import { isKnownWay, trailPieces, type TrailPoint } from './trail';
import { TrailPainter } from './trail-painter';
import { VehiclePainter } from './vehicle-painter';

/** Where the overlay learns what the map shows, and of the time. */
export interface OverlayHost {
  readonly container: HTMLElement;
  readonly camera: () => Camera;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** A float holds milliseconds exactly for 4.6 hours (2^24); then times are counted anew. */
const epochLastsMs = 60 * 60_000;
/** How often it is decided anew whose names have room. */
const namesEveryMs = 400;
/** A finger or a pointer this far from a vehicle still means it. */
const pickRadius = 16;

const colors = {
  light: { outline: '#ffffff', halo: '#2563eb' },
  dark: { outline: '#0b1016', halo: '#7db0ff' },
} as const;

/**
 * The vehicles, the trail and the names, on a canvas of their own above the map: a moving fleet never
 * has the map repainted. Frames are drawn while something glides, and with every frame of the map.
 */
export class VehicleOverlay {
  readonly #host: OverlayHost;
  readonly #canvas: HTMLCanvasElement;
  readonly #labels: NameLabels;
  readonly #loop = new FrameLoop(() => this.#drawOwnFrame());
  #painters: { vehicles: VehiclePainter; trail: TrailPainter; gl: WebGL2RenderingContext };
  #glides: Glides;
  #trail: readonly TrailPoint[] = [];
  #isTrailNew = false;
  #selected: string | undefined;
  #hovered: string | undefined;
  #theme: Theme = 'light';
  #namesChosenAt = -Infinity;
  #mapDrewAt = -Infinity;
  #mapFrameMs = 0;
  #frameWatch: ((pose: Pose) => void) | undefined;

  /** Throws where the browser has no WebGL 2. */
  constructor(host: OverlayHost) {
    this.#host = host;
    this.#canvas = host.container.ownerDocument.createElement('canvas');
    this.#canvas.className = 'vehicle-canvas';
    const names = host.container.ownerDocument.createElement('div');
    names.className = 'vehicle-names';
    names.ariaHidden = 'true';
    this.#labels = new NameLabels(names);
    this.#painters = this.#makePainters();
    this.#glides = new Glides({ x: 0.5, y: 0.5 }, host.now());
    this.#canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
    });
    this.#canvas.addEventListener('webglcontextrestored', () => {
      this.#painters = this.#makePainters();
      this.#isTrailNew = true;
      this.#loop.request();
    });
    host.container.append(this.#canvas, names);
  }

  replaceAll(vehicles: readonly Vehicle[]): void {
    if (this.#glides.count === 0) this.#startGlides(vehicles);
    else this.#glides.replaceAll(vehicles, this.#host.now());
    this.#namesChosenAt = -Infinity;
    this.#loop.request();
  }

  move(vehicles: readonly Vehicle[]): void {
    if (this.#glides.move(vehicles, this.#host.now())) this.#loop.request();
  }

  /** Shows who has been silent for too long, by the fleet's clock. */
  markSilent(fleetTime: number): void {
    if (this.#glides.markSilent(fleetTime)) this.#loop.request();
  }

  select(name: string | undefined): void {
    this.#selected = name;
    this.#changeLook();
  }

  showTrail(trail: readonly TrailPoint[]): void {
    this.#trail = trail;
    this.#isTrailNew = true;
    this.#loop.request();
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#changeLook();
  }

  /** Shows the name of the vehicle under the pointer. */
  hover(name: string | undefined): void {
    if (name === this.#hovered) return;
    this.#hovered = name;
    this.#changeLook();
  }

  /** The map has moved or was resized: draws at once, in the map's own frame. */
  redraw(): void {
    const now = this.#host.now();
    this.#mapFrameMs = Math.min(100, now - this.#mapDrewAt);
    this.#mapDrewAt = now;
    this.#drawFrame();
    if (this.#glides.isMoving(this.#host.now())) this.#loop.request();
  }

  /** The vehicle shown nearest to a point of the map, if any is near. */
  pick(point: MercatorPoint): string | undefined {
    const [camera, now] = [this.#host.camera(), this.#host.now()];
    let nearest: { name: string; away: number } | undefined;
    for (let index = 0; index < this.#glides.count; index++) {
      const pose = this.#glides.poseAt(index, now);
      if (!pose) continue;
      const { x, y } = toScreen(pose, camera);
      const away = Math.hypot(x - point.x, y - point.y);
      const name = this.#glides.vehicleAt(index)?.name;
      if (name !== undefined && away < (nearest?.away ?? pickRadius)) nearest = { name, away };
    }
    return nearest?.name;
  }

  /** Where the vehicle is shown now. */
  poseOf(name: string): Pose | undefined {
    const index = this.#glides.indexOf(name);
    return index === undefined ? undefined : this.#glides.poseAt(index, this.#host.now());
  }

  /** Tells where the selected vehicle is shown, before every own frame, until the answer is called. */
  onFrame(watch: (pose: Pose) => void): () => void {
    this.#frameWatch = watch;
    this.#loop.request();
    return () => {
      this.#frameWatch = undefined;
    };
  }

  close(): void {
    this.#loop.stop();
    this.#painters.gl.getExtension('WEBGL_lose_context')?.loseContext();
    this.#canvas.remove();
  }

  #changeLook(): void {
    this.#namesChosenAt = -Infinity;
    this.#loop.request();
  }

  #startGlides(vehicles: readonly Vehicle[]): void {
    const places = vehicles.map(toMercator);
    const middle = (pick: (place: MercatorPoint) => number) =>
      places.reduce((sum, place) => sum + pick(place), 0) / Math.max(1, places.length);
    const origin = { x: middle(({ x }) => x), y: middle(({ y }) => y) };
    this.#glides = new Glides(origin, this.#host.now());
    this.#glides.replaceAll(vehicles, this.#host.now());
    this.#isTrailNew = true;
  }

  #makePainters() {
    const gl = this.#canvas.getContext('webgl2', { alpha: true, antialias: false, depth: false });
    if (!gl) throw new Error('This browser has no WebGL 2.');
    gl.enable(gl.BLEND);
    return { gl, vehicles: new VehiclePainter(gl), trail: new TrailPainter(gl) };
  }

  /** As long as the map draws frames, each of which redraws this canvas, it needs none of its own. */
  #drawOwnFrame(): boolean {
    const now = this.#host.now();
    const pose = this.#selected === undefined ? undefined : this.poseOf(this.#selected);
    if (pose) this.#frameWatch?.(pose);
    const isMapDrawing = now - this.#mapDrewAt < 1.5 * this.#mapFrameMs;
    if (isMapDrawing) return true;
    return this.#drawFrame();
  }

  /** Draws what is to be seen now; whether it will look different a moment later. */
  #drawFrame(): boolean {
    const { gl, vehicles, trail } = this.#painters;
    const [camera, now] = [this.#host.camera(), this.#host.now()];
    if (gl.isContextLost() || camera.width === 0) return false;
    const pixelRatio = this.#fitCanvas(camera);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (now - this.#glides.epoch > epochLastsMs) this.#glides.startEpoch(now);
    if (this.#isTrailNew) {
      trail.upload(trailPieces(this.#trail.slice(0, -1)), this.#glides.origin);
      this.#isTrailNew = false;
    }
    trail.draw(camera, pixelRatio, this.#lastTrailPiece(now));
    const radius = symbolRadius(camera, this.#labels.crowd);
    const selected =
      this.#selected === undefined ? undefined : this.#glides.indexOf(this.#selected);
    vehicles.upload(this.#glides);
    vehicles.draw(this.#glides, {
      camera,
      pixelRatio,
      now,
      radius,
      selected,
      ...colors[this.#theme],
    });
    this.#drawNames(camera, now, radius);
    return this.#glides.isMoving(now);
  }

  #drawNames(camera: Camera, now: number, radius: number): void {
    if (now - this.#namesChosenAt > namesEveryMs) {
      this.#namesChosenAt = now;
      const always = [this.#selected, this.#hovered]
        .map((name) => (name === undefined ? undefined : this.#glides.indexOf(name)))
        .filter((index) => index !== undefined);
      this.#labels.choose(this.#glides, camera, now, always);
    }
    this.#labels.draw(this.#glides, camera, now, radius);
  }

  /** From the last report that the vehicle has passed to where it is shown. */
  #lastTrailPiece(now: number): readonly [MercatorPoint, MercatorPoint] | undefined {
    const index = this.#selected === undefined ? undefined : this.#glides.indexOf(this.#selected);
    const pose = index === undefined ? undefined : this.#glides.poseAt(index, now);
    const [before, last] = this.#trail.slice(-2);
    if (!pose || !before || !last || !isKnownWay(before, last)) return undefined;
    return [toMercator(before), pose];
  }

  #fitCanvas({ width, height }: Camera): number {
    const pixelRatio = globalThis.devicePixelRatio || 1;
    const [columns, rows] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)];
    if (this.#canvas.width !== columns || this.#canvas.height !== rows) {
      this.#canvas.width = columns;
      this.#canvas.height = rows;
    }
    this.#painters.gl.viewport(0, 0, columns, rows);
    return pixelRatio;
  }
}

/** Small where the whole fleet is in sight, smaller in a crowd, larger where one looks at a street. */
function symbolRadius({ worldSize }: Camera, crowd: number): number {
  const zoom = Math.log2(worldSize / 512);
  const alone = Math.min(15, Math.max(5, 5 + (zoom - 8) * 1.15));
  return alone * Math.min(1, Math.max(0.5, 1.08 - crowd / 6_000));
}
