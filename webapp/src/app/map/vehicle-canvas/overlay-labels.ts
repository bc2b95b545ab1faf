import { toScreenNear, type MercatorPoint } from '../../geo/mercator';
import type { Box } from '../cover/free-room';
import { ClusterLabels } from '../crowds/cluster-labels';
import type { Cluster } from '../crowds/clusters';
import { canSeparate, findStacks, rowsOf, type CrowdFrame } from '../crowds/stacks';
import { NameLabels, type LabelFrame, type MapNaming } from '../names/name-labels';
import type { Sight } from './sight';
import type { Picked } from './overlay-host';
import { nearestRow } from './nearest-row';

/** A finger or a pointer this far from a vehicle still means it. */
const pickRadius = 16;

/** What is in sight, and how far a symbol and a dot reach from their middle, in CSS pixels. */
interface SizedSight extends Sight {
  readonly symbolReach: number;
  readonly dotReach: number;
}

/**
 * Names and numbers above the vehicles' canvas, and what is known of crowds. All that comes late: the map
 * stands without.
 */
export class OverlayLabels {
  readonly element: HTMLElement;
  readonly #numbers: ClusterLabels;
  readonly #names: NameLabels;
  /** Finds symbols that lie on each other. */
  readonly findStacks = findStacks;

  /** In an element of its own at the end of `host`; a vehicle is called as `naming` says. */
  constructor(host: HTMLElement, naming: MapNaming) {
    this.element = host.ownerDocument.createElement('div');
    this.element.className = 'vehicle-names';
    this.element.ariaHidden = 'true';
    host.append(this.element);
    this.#numbers = new ClusterLabels(this.element);
    this.#names = new NameLabels(this.element, naming);
  }

  /** Chooses who is named; `labels` are those of the map itself. */
  show(frame: LabelFrame, sight: SizedSight, labels: () => readonly Box[]): void {
    this.#names.choose(frame, {
      ...sight,
      labels: labels(),
    });
    this.#numbers.show([...sight.clusters, ...sight.stacks]);
  }

  /** Moves them to where their vehicles are shown. */
  draw(frame: LabelFrame): void {
    this.#names.draw(frame);
    this.#numbers.draw(frame.camera);
  }

  /** The number of a crowd at that point of the map, else the vehicle shown nearest, if any is near. */
  pick(point: MercatorPoint, frame: LabelFrame & CrowdFrame, sight: Sight): Picked | undefined {
    const { glides, camera, now, nameAt, selected } = frame;
    const cluster = this.#numbers.pick(point, camera);
    if (cluster) return { kind: 'cluster', cluster };
    const placeOf = (row: number) => {
      const pose = glides.poseAt(row, now);
      return pose && toScreenNear(pose, camera);
    };
    const row = nearestRow(point, [selected, ...sight.symbols], placeOf, pickRadius);
    if (row === undefined) return undefined;
    const stack = sight.stacks.find(({ rows }) => rows.includes(row));
    // Nobody can see which one of it was meant, nor could from nearer.
    if (stack && !canSeparate(stack, frame)) return { kind: 'cluster', cluster: stack };
    return { kind: 'vehicle', name: nameAt(row) };
  }

  /** The rows of the vehicles that a number counts. */
  rowsOf(cluster: Cluster, frame: CrowdFrame): readonly number[] {
    return rowsOf(cluster, frame);
  }

  /** Whether some of its vehicles stand apart at a closer zoom. */
  canSeparate(cluster: Cluster, frame: CrowdFrame): boolean {
    return canSeparate(cluster, frame);
  }
}
