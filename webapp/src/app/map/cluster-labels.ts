import type { Cluster } from './clusters';
import { toScreen, type Camera } from './mercator';

/** A pointer within this many pixels of a number's middle means it. */
const reach = { x: 26, y: 18 };

/** The numbers over the crowds: elements that are used again and again. */
export class ClusterLabels {
  readonly #host: HTMLElement;
  readonly #pool: HTMLElement[] = [];
  #clusters: readonly Cluster[] = [];

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  show(clusters: readonly Cluster[]): void {
    if (clusters === this.#clusters) return;
    this.#clusters = clusters;
    while (this.#pool.length < clusters.length) {
      const label = this.#host.ownerDocument.createElement('span');
      label.className = 'vehicle-cluster';
      this.#host.append(label);
      this.#pool.push(label);
    }
    this.#pool.forEach((label, slot) => {
      const cluster = clusters[slot];
      label.hidden = !cluster;
      if (!cluster) return;
      const text = cluster.count.toLocaleString();
      if (label.textContent !== text) label.textContent = text;
      label.dataset['size'] = String(Math.min(4, Math.floor(Math.log10(cluster.count))));
    });
  }

  draw(camera: Camera): void {
    this.#clusters.forEach(({ middle }, slot) => {
      const { x, y } = toScreen(middle, camera);
      const label = this.#pool[slot];
      const [left, top] = [Math.round(x), Math.round(y)];
      if (label) label.style.transform = `translate(${left}px, ${top}px) translate(-50%, -50%)`;
    });
  }

  /** The cluster whose number lies at that point of the screen. */
  pick(point: { readonly x: number; readonly y: number }, camera: Camera): Cluster | undefined {
    return this.#clusters.find(({ middle }) => {
      const { x, y } = toScreen(middle, camera);
      return Math.abs(x - point.x) <= reach.x && Math.abs(y - point.y) <= reach.y;
    });
  }
}
