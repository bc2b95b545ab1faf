import type { FleetTable } from '../../fleet/fleet-table';
import type { Movement } from '../../fleet/fleet-store';
import type { Theme } from '../../settings/theme';
import type { Cluster } from '../crowds/clusters';
import type { CrowdFrame } from '../crowds/stacks';
import { FrameLoop } from './frame-loop';
import { frameMs, isMapDrawing, isSlow, pauseMs } from './frame-pauses';
import { Glides, type Pose } from '../glides/glides';
import type { Camera, MercatorPoint } from '../../geo/mercator';
import { MovablePicture } from './movable-picture';
import type { LabelFrame, MapNaming } from '../names/name-labels';
import { OverlayCanvas } from './overlay-canvas';
import type { OverlayHost, Picked, Underlay } from './overlay-host';
import { stoppedMph } from '../../vehicle/speed-classes';
import type { OverlayLabels } from './overlay-labels';
import { overlayColors } from './overlay-colors';
import { isStillInSight, Sighting, type Sight } from './sight';
import { dotRadius, symbolRadius } from './symbol-size';

/** A float holds milliseconds exactly for 4.6 hours (2^24); then times are counted anew. */
const epochLastsMs = 60 * 60_000;
/** How often it is looked anew who is in sight, who is a crowd, and whose names have room. */
const lookEveryMs = 400;
/** Who could not follow the selected vehicle is told again where it is. */
const tellAgainMs = 100;

/**
 * The vehicles, what lies below them and the names, on a canvas of their own above the map: a moving fleet never
 * has the map repainted. Frames are drawn while something glides, as often as one can see it, and
 * with every frame of the map.
 */
export class VehicleOverlay {
  readonly #host: OverlayHost;
  readonly #canvas: OverlayCanvas;
  readonly #picture: MovablePicture;
  #labels: OverlayLabels | undefined;
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
  #listed: Uint8Array | undefined;
  #spotlit: readonly string[] | undefined;
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
    this.#picture = new MovablePicture(this.#canvas.element);
    this.#glides = new Glides(host.now(), 0, host.staleAfterMs);
    host.container.append(this.#canvas.element);
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

  /** Shows these rows and the selected vehicle; all of them where it is `undefined`. */
  showOnly(listed: Uint8Array | undefined): void {
    if (listed === this.#listed) return;
    this.#listed = listed;
    this.#changeLook();
  }

  select(name: string | undefined): void {
    this.#selected = name;
    this.#changeLook();
  }

  /** Dims all vehicles but these; none where it is `undefined`. */
  spotlight(names: readonly string[] | undefined): void {
    this.#spotlit = names;
    this.#loop.request();
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
    const frame = { ...this.#labelFrame(), listed: this.#listed };
    return this.#sight && this.#labels?.pick(point, frame, this.#sight);
  }

  /** The names of the vehicles that a number counts. */
  membersOf(cluster: Cluster): readonly string[] {
    return this.#labels?.rowsOf(cluster, this.#crowdFrame()).map(this.#nameAt) ?? [];
  }

  /** Whether some of its vehicles stand apart at a closer zoom. */
  canSeparate(cluster: Cluster): boolean {
    return this.#labels?.canSeparate(cluster, this.#crowdFrame()) ?? true;
  }

  /** Names vehicles as `naming` says, and counts crowds from now on; the map stands without. */
  async loadNames(naming: MapNaming): Promise<void> {
    const { OverlayLabels } = await import('./overlay-labels');
    this.#labels ??= new OverlayLabels(this.#host.container, naming);
    this.#picture.add(this.#labels.element);
    this.#changeLook();
  }

  /** The map has placed its own labels anew. */
  labelsChanged(): void {
    this.#changeLook();
  }

  #crowdFrame(): CrowdFrame {
    return { ...this.#labelFrame(), listed: this.#listed };
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
    const vehicles = sight.symbols.length + sight.dots.length;
    return isSlow(vehicles, this.#mapFrameMs) && this.#picture.moveTo(this.#host.camera());
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
    if (isMapDrawing(now - this.#mapDrewAt, this.#mapFrameMs)) return 0;
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
      spotlit: this.#spotlit?.map((name) => this.#rowOf(name)).filter((row) => row >= 0),
      ...overlayColors[this.#theme],
    });
    this.#labels?.draw(this.#labelFrame(camera, now));
    return this.#glides.isMoving(now) ? this.#pause() : undefined;
  }

  /** How long until something has moved as far as one can see. */
  #pause(): number {
    return pauseMs(this.#sight?.fastest ?? Infinity);
  }

  /** Who is in sight: as last looked, or anew where that may not be true any more. */
  #look(camera: Camera, now: number): Sight {
    const last = this.#sight;
    const isRecent = last && now - last.at < lookEveryMs && isStillInSight(last.camera, camera);
    if (isRecent && !this.#mustLook) return last;
    const sight = this.#sighting.look(this.#glides, camera, now, {
      before: last,
      listed: this.#listed,
      find: this.#labels?.findStacks,
    });
    this.#sight = sight;
    this.#mustLook = false;
    const reaches = {
      symbolReach: symbolRadius(camera, sight.symbols.length + sight.dots.length),
      dotReach: dotRadius(camera, sight.dots.length),
    };
    this.#labels?.show(this.#labelFrame(camera, now), { ...sight, ...reaches }, this.#host.labels);
    return sight;
  }

  #labelFrame(camera = this.#host.camera(), now = this.#host.now()): LabelFrame {
    const selected = this.#rowOf(this.#selected);
    const isDriving = (row: number) => (this.#table?.speeds[row] ?? 0) >= stoppedMph;
    return { glides: this.#glides, camera, now, nameAt: this.#nameAt, isDriving, selected };
  }
}
