import type { Box } from '../cover/free-room';
import { numberPlace } from '../crowds/cluster-at';
import type { Cluster } from '../crowds/clusters';
import type { Glides } from '../glides/glides';
import { toScreenNear, zoomOf, type Camera, type MercatorPoint } from '../../geo/mercator';
import { nameHeight, nameOffset, placeNames, type NameWish, type Side } from './place-names';
import type { VehicleMark } from '../../vehicle/mark/vehicle-mark';
import { MarkedLabel } from './marked-label';
import { TextMeter } from './text-meter';

/** From this zoom on all vehicles are named that have room. */
const namesFromZoom = 13;
/** At each side of a name: see `.vehicle-name`. */
const padding = 6;
/** How much larger the selected symbol is with its halo. */
const selectedShare = 2;
const leastSelectedReach = 14;

/** What vehicles are called, and what their names are marked with. */
export interface MapNaming {
  readonly labelOf: (id: string) => string;
  readonly markOf: (id: string) => VehicleMark | undefined;
}

/** The fleet at one moment, through a camera. */
export interface LabelFrame {
  readonly glides: Glides;
  readonly camera: Camera;
  readonly now: number;
  /** The vehicle's id. */
  readonly nameAt: (row: number) => string;
  /** Whether the vehicle drives: it is named before those that stand. */
  readonly isDriving: (row: number) => boolean;
  /** The row of the selected vehicle; -1 for none. */
  readonly selected: number;
}

/** What is in sight of the camera. */
export interface SightToName {
  readonly symbols: Uint32Array;
  readonly dots: Uint32Array;
  readonly clusters: readonly Cluster[];
  /** Symbols that lie on each other: beside their number one name of many would be wrong. */
  readonly stacks: readonly Cluster[];
  /** How far a symbol and a dot reach from their middle, in CSS pixels. */
  readonly symbolReach: number;
  readonly dotReach: number;
  /** The labels that the map itself shows. */
  readonly labels: readonly Box[];
}

interface ShownName {
  readonly row: number;
  readonly offset: MercatorPoint;
  readonly text: string;
  readonly mark: VehicleMark | undefined;
}

/** A name as it fills its label. */
interface MeasuredName {
  readonly text: string;
  /** Of the label, in CSS pixels. */
  readonly width: number;
  readonly mark: VehicleMark | undefined;
}

/** The names beside the vehicles: elements that are used again and again. */
export class NameLabels {
  readonly #host: HTMLElement;
  readonly #naming: MapNaming;
  readonly #meter: TextMeter;
  readonly #pool: MarkedLabel[] = [];
  #sides: ReadonlyMap<number, Side> = new Map();
  #shown: readonly ShownName[] = [];

  constructor(host: HTMLElement, naming: MapNaming) {
    this.#host = host;
    this.#naming = naming;
    const { fontFamily } = getComputedStyle(host);
    this.#meter = new TextMeter(host.ownerDocument, `600 12px ${fontFamily}`);
  }

  /** Shows the name of the selected vehicle, and at high zooms each that has room. */
  choose(frame: LabelFrame, sight: SightToName): void {
    const { camera, selected } = frame;
    const rows = zoomOf(camera) >= namesFromZoom ? this.#byImportance(frame, sight) : [];
    if (selected >= 0 || rows.length > 0) {
      const wishes = this.#wishes(frame, sight, selected < 0 ? rows : [selected, ...rows]);
      this.#sides = placeNames(wishes, {
        map: camera,
        vehicles: vehicleBoxes(frame, sight),
        labels: sight.labels,
        before: this.#sides,
      });
    } else this.#sides = new Map();
    this.#shown = [...this.#sides].map(([row, side]) => {
      const { text, width, mark } = this.#measure(frame.nameAt(row));
      const offset = nameOffset(reachOf(row, frame, sight), width, side);
      return { row, text, mark, offset };
    });
    this.#fillPool();
  }

  /** Moves the names to where their vehicles are shown. */
  draw(frame: LabelFrame): void {
    this.#shown.forEach(({ row, offset }, slot) => {
      const place = placeOf(frame, row);
      const label = this.#pool[slot];
      if (!place || !label) return;
      const left = Math.round((place.x + offset.x) * 2) / 2;
      const top = Math.round((place.y + offset.y) * 2) / 2;
      label.element.style.transform = `translate(${left}px, ${top}px)`;
    });
  }

  /** Those that drive first, and of equals those that were named before, so that nothing flickers. */
  #byImportance({ isDriving }: LabelFrame, { symbols, stacks }: SightToName): readonly number[] {
    const stacked = new Set(stacks.flatMap(({ rows }) => rows));
    const rankOf = (row: number) => (isDriving(row) ? 0 : 2) + (this.#sides.has(row) ? 0 : 1);
    const ranks: number[][] = [[], [], [], []];
    for (const row of symbols) if (!stacked.has(row)) ranks[rankOf(row)]?.push(row);
    return ranks.flat();
  }

  *#wishes(frame: LabelFrame, sight: SightToName, rows: readonly number[]): Iterable<NameWish> {
    const { width, height } = frame.camera;
    for (const row of rows) {
      const at = placeOf(frame, row);
      if (!at) continue;
      const isWanted = row === frame.selected;
      const isOnMap = at.x >= 0 && at.x <= width && at.y >= -nameHeight && at.y <= height;
      if (!isOnMap && !isWanted) continue;
      const { width: across } = this.#measure(frame.nameAt(row));
      yield { row, at, reach: reachOf(row, frame, sight), width: across, isWanted };
    }
  }

  #measure(id: string): MeasuredName {
    const mark = this.#naming.markOf(id);
    const { text, width } = this.#meter.measure(this.#naming.labelOf(id));
    return { text, mark, width: width + 2 * padding + markWidth(mark) };
  }

  #fillPool(): void {
    while (this.#pool.length < this.#shown.length) {
      const label = new MarkedLabel(this.#host.ownerDocument);
      this.#host.append(label.element);
      this.#pool.push(label);
    }
    this.#pool.forEach((label, slot) => {
      const { text = '', mark } = this.#shown[slot] ?? {};
      label.show(text, mark);
    });
  }
}

/** A picture, or a dot where only the colour is known, and the room behind it: see `.vehicle-name`. */
function markWidth(mark: VehicleMark | undefined): number {
  if (!mark) return 0;
  return mark.symbol.startsWith('dot') ? 14 : 20;
}

function reachOf(row: number, { selected }: LabelFrame, { symbolReach }: SightToName): number {
  return row === selected ? Math.max(leastSelectedReach, selectedShare * symbolReach) : symbolReach;
}

/** All that stands for a vehicle on the map. */
function* vehicleBoxes(frame: LabelFrame, sight: SightToName): Iterable<Box> {
  for (const [rows, reach] of [
    [sight.symbols, sight.symbolReach],
    [sight.dots, sight.dotReach],
  ] as const) {
    for (const row of rows) {
      const place = placeOf(frame, row);
      if (place) yield boxAround(place, reach, reach);
    }
  }
  const selected = placeOf(frame, frame.selected);
  const reach = reachOf(frame.selected, frame, sight);
  if (selected) yield boxAround(selected, reach, reach);
  for (const cluster of [...sight.clusters, ...sight.stacks]) {
    // As wide as its digits at most: see `.vehicle-cluster`.
    const digits = cluster.count.toLocaleString().length;
    const [across, down] = cluster.rows.length > 0 ? [5 + 4 * digits, 10] : [10 + 4.5 * digits, 15];
    yield boxAround(numberPlace(cluster, frame.camera), across, down);
  }
}

function boxAround({ x, y }: MercatorPoint, across: number, down: number): Box {
  return { left: x - across, top: y - down, right: x + across, bottom: y + down };
}

function placeOf({ glides, camera, now }: LabelFrame, row: number): MercatorPoint | undefined {
  const pose = glides.poseAt(row, now);
  return pose && toScreenNear(pose, camera);
}
