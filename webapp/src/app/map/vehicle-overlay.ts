import type { FleetTable } from '../fleet/fleet-table';
import type { Movement } from '../fleet/fleet-store';
import type { Theme } from './base-map-colors';
import { ClusterLabels } from './cluster-labels';
import type { Cluster } from './clusters';
import { FrameLoop } from './frame-loop';
import { Glides, type Pose } from './glides';
import { toScreen, type Camera, type MercatorPoint } from './mercator';
import { MovablePicture } from './movable-picture';
import { NameLabels, type LabelFrame } from './name-labels';
import { OverlayCanvas, type Painters } from './overlay-canvas';
import { isStillInSight, Sighting, type Sight } from './sight';
import { dotRadius, symbolRadius } from './symbol-size';

/** Where the overlay learns what the map shows, of the time, and when vehicles fade. */
export interface OverlayHost {
  readonly container: HTMLElement;
  readonly camera: () => Camera;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly staleAfterMs: number;
  readonly silentAfterMs: number;
}

/** Something that is drawn below the vehicles, in the same frames. */
export interface Underlay {
  /** The painters are others after the graphics card has lost all; `selected` is where that vehicle is. */
  draw(painters: Painters, frame: UnderlayFrame): void;
}

export interface UnderlayFrame {
  readonly camera: Camera;
  readonly pixelRatio: number;
  readonly selected: MercatorPoint | undefined;
}

/** What lies at a point of the map. */
export type Picked =
  | { readonly kind: 'vehicle'; readonly name: string }
  | { readonly kind: 'cluster'; readonly cluster: Cluster };

/** A float holds milliseconds exactly for 4.6 hours (2^24); then times are counted anew. */
const epochLastsMs = 60 * 60_000;
/** How often it is looked anew who is in sight, who is a crowd, and whose names have room. */
const lookEveryMs = 400;
/** Who could not follow the selected vehicle is told again where it is. */
const tellAgainMs = 100;
/** A finger or a pointer this far from a vehicle still means it. */
const pickRadius = 16;
/** Nobody sees a smaller step than this, in CSS pixels: a frame for less would be for nothing. */
const leastStep = 0.5;
/** But so often frames are drawn in any case while something moves: a report is seen at once. */
const longestPauseMs = 250;
/** Where so many are in sight and the map's frames take so long, the picture is moved along with it. */
const slow = { vehicles: 20_000, frameMs: 40 } as const;

const colors = {
  light: { outline: '#ffffff', halo: '#2563eb' },
  dark: { outline: '#0b1016', halo: '#7db0ff' },
} as const;

/**
 * The vehicles, what lies below them and the names, on a canvas of their own above the map: a moving fleet never
 * has the map repainted. Frames are drawn while something glides, as often as one can see it, and
 * with every frame of the map.
 */
export class VehicleOverlay {
  readonly #host: OverlayHost;
  readonly #canvas: OverlayCanvas;
  readonly #picture: MovablePicture;
  readonly #labels: NameLabels;
  readonly #clusters: ClusterLabels;
  readonly #sighting = new Sighting();
  readonly #loop = new FrameLoop(() => this.#drawOwnFrame());
  #table: FleetTable | undefined;
  #glides: Glides;
  #sight: Sight | undefined;
  #mustLook = true;
  #shownTime = 0;
  #faded = '';
  #underlay: Underlay | undefined;
  #selected: string | undefined;
  #hovered: string | undefined;
  #theme: Theme = 'light';
  #mapDrewAt = -Infinity;
  #mapFrameMs = 0;
  #frameWatch: ((pose: Pose) => boolean) | undefined;

  /** Throws where the browser has no WebGL 2. */
  constructor(host: OverlayHost) {
    this.#host = host;
    const { ownerDocument } = host.container;
    this.#canvas = new OverlayCanvas(ownerDocument, () => {
      this.#loop.request();
    });
    const names = ownerDocument.createElement('div');
    names.className = 'vehicle-names';
    names.ariaHidden = 'true';
    this.#labels = new NameLabels(names);
    this.#clusters = new ClusterLabels(names);
    this.#picture = new MovablePicture(this.#canvas.element, names);
    this.#glides = new Glides(host.now(), 0, host.staleAfterMs);
    host.container.append(this.#canvas.element, names);
  }

  /** Shows these vehicles and no others, in place. */
  replaceAll(table: FleetTable): void {
    const { now, staleAfterMs } = this.#host;
    this.#table = table;
    this.#glides = new Glides(now(), table.times[0] ?? 0, staleAfterMs);
    this.#glides.replaceAll(table, now());
    this.#changeLook();
  }

  /** Has vehicles of the table glide to where they are now. */
  move(table: FleetTable, rows: Uint32Array, movement: Movement): void {
    const { count } = this.#glides;
    const hasChanged = this.#glides.move(table, rows, this.#host.now(), movement);
    if (this.#glides.count > count) this.#changeLook();
    else if (hasChanged) this.#loop.requestIn(movement.glideMs === undefined ? this.#pause() : 0);
  }

  /** Shows vehicles as old as they are at this time of the fleet's clock. */
  setShownTime(shownTime: number): void {
    const { staleAfterMs, silentAfterMs } = this.#host;
    this.#shownTime = shownTime;
    const faded = [staleAfterMs, silentAfterMs]
      .map((age) => this.#glides.countOlderThan(age, shownTime))
      .join();
    if (faded === this.#faded) return;
    this.#faded = faded;
    this.#loop.request();
  }

  select(name: string | undefined): void {
    this.#selected = name;
    this.#changeLook();
  }

  /** Draws this below the vehicles from now on; to be called again when it has changed. */
  showBelow(underlay: Underlay): void {
    this.#underlay = underlay;
    this.#loop.request();
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#loop.request();
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
    this.#mapFrameMs = frameMs(now - this.#mapDrewAt, this.#mapFrameMs);
    this.#mapDrewAt = now;
    const next = this.#moveAlong() ? 0 : this.#drawFrame();
    if (next !== undefined) this.#loop.requestIn(next);
  }

  /** The number of a crowd at that point of the map, else the vehicle shown nearest, if any is near. */
  pick(point: MercatorPoint): Picked | undefined {
    const [camera, now] = [this.#host.camera(), this.#host.now()];
    const cluster = this.#clusters.pick(point, camera);
    if (cluster) return { kind: 'cluster', cluster };
    let nearest: { row: number; away: number } | undefined;
    const rows = [this.#rowOf(this.#selected), ...(this.#sight?.symbols ?? [])];
    for (const row of rows) {
      const pose = this.#glides.poseAt(row, now);
      if (!pose) continue;
      const { x, y } = toScreen(pose, camera);
      const away = Math.hypot(x - point.x, y - point.y);
      if (away < (nearest?.away ?? pickRadius)) nearest = { row, away };
    }
    return nearest && { kind: 'vehicle', name: this.#nameAt(nearest.row) };
  }

  /** Where the vehicle is shown now. */
  poseOf(name: string): Pose | undefined {
    return this.#glides.poseAt(this.#rowOf(name), this.#host.now());
  }

  /**
   * Tells where the selected vehicle is shown, before every own frame, until the answer is called. A
   * watch that answers `false` is told once more, also where nothing moves.
   */
  onFrame(watch: (pose: Pose) => boolean): () => void {
    this.#frameWatch = watch;
    this.#loop.request();
    return () => {
      this.#frameWatch = undefined;
    };
  }

  close(): void {
    this.#loop.stop();
    this.#canvas.close();
  }

  readonly #nameAt = (row: number): string => this.#table?.nameAt(row) ?? '';

  #rowOf(name: string | undefined): number {
    return name === undefined ? -1 : (this.#table?.indexOf(name) ?? -1);
  }

  /**
   * Where many vehicles make a slow map slower still, the picture is moved along with it every other
   * time. Not with a camera that follows a vehicle, which would tremble.
   */
  #moveAlong(): boolean {
    const sight = this.#sight;
    if (!sight || this.#mustLook || this.#frameWatch) return false;
    const isMany = sight.symbols.length + sight.dots.length > slow.vehicles;
    return isMany && this.#mapFrameMs > slow.frameMs && this.#picture.moveTo(this.#host.camera());
  }

  #changeLook(): void {
    this.#mustLook = true;
    this.#loop.request();
  }

  /** As long as the map draws frames, each of which redraws this canvas, it needs none of its own. */
  #drawOwnFrame(): number | undefined {
    const now = this.#host.now();
    const pose = this.#selected === undefined ? undefined : this.poseOf(this.#selected);
    const mustTellAgain = pose !== undefined && this.#frameWatch?.(pose) === false;
    const isMapDrawing = now - this.#mapDrewAt < 1.5 * this.#mapFrameMs;
    if (isMapDrawing) return 0;
    const next = this.#drawFrame();
    return mustTellAgain ? Math.min(tellAgainMs, next ?? tellAgainMs) : next;
  }

  /** Draws what is to be seen now; after how many milliseconds it will look different, if at all. */
  #drawFrame(): number | undefined {
    const { painters } = this.#canvas;
    const [camera, now] = [this.#host.camera(), this.#host.now()];
    if (!painters || camera.width === 0) return undefined;
    if (now - this.#glides.epoch > epochLastsMs) this.#glides.startEpoch(now);
    const pixelRatio = this.#canvas.begin(painters, camera);
    this.#picture.drawn(camera);
    const selected = this.#glides.poseAt(this.#rowOf(this.#selected), now);
    this.#underlay?.draw(painters, { camera, pixelRatio, selected });
    const sight = this.#look(camera, now);
    const radius = symbolRadius(camera, sight.symbols.length + sight.dots.length);
    painters.vehicles.draw(this.#glides, {
      camera,
      pixelRatio,
      now,
      sight,
      radius,
      shownTime: this.#shownTime,
      staleAfterMs: this.#host.staleAfterMs,
      silentAfterMs: this.#host.silentAfterMs,
      dotRadius: dotRadius(camera, sight.dots.length),
      selected: this.#rowOf(this.#selected),
      ...colors[this.#theme],
    });
    this.#labels.draw(this.#labelFrame(camera, now), radius);
    this.#clusters.draw(camera);
    return this.#glides.isMoving(now) ? this.#pause() : undefined;
  }

  /** How long until something has moved as far as one can see. */
  #pause(): number {
    const fastest = this.#sight?.fastest ?? Infinity;
    return Math.min(longestPauseMs, (1_000 * leastStep) / fastest);
  }

  /** Who is in sight: as last looked, or anew where that may not be true any more. */
  #look(camera: Camera, now: number): Sight {
    const last = this.#sight;
    const isRecent = last && now - last.at < lookEveryMs && isStillInSight(last.camera, camera);
    if (isRecent && !this.#mustLook) return last;
    const sight = this.#sighting.look(this.#glides, camera, now, last);
    this.#sight = sight;
    this.#mustLook = false;
    const always = [this.#rowOf(this.#selected), this.#rowOf(this.#hovered)].filter(
      (row) => row >= 0,
    );
    this.#labels.choose(this.#labelFrame(camera, now), sight.symbols, always);
    this.#clusters.show(sight.clusters);
    return sight;
  }

  #labelFrame(camera: Camera, now: number): LabelFrame {
    return { glides: this.#glides, camera, now, nameAt: this.#nameAt };
  }
}

/** How long a frame may take: they come unevenly, after a short one a long one is still likely. */
function frameMs(passed: number, before: number): number {
  return passed > longestPauseMs ? 50 : Math.max(passed, 0.8 * before);
}
