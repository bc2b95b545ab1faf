import type { Cluster } from './clusters';
import { clusterAt, numberPlace } from './cluster-at';
import type { Camera, MercatorPoint } from '../../geo/mercator';

/** The numbers over the crowds, and beside symbols that lie on each other: elements that are used again and again. */
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
      label.classList.toggle('stack', cluster.rows.length > 0);
      label.dataset['size'] = String(Math.min(4, Math.floor(Math.log10(cluster.count))));
    });
  }

  draw(camera: Camera): void {
    this.#clusters.forEach((cluster, slot) => {
      const { x, y } = numberPlace(cluster, camera);
      const label = this.#pool[slot];
      const [left, top] = [Math.round(x), Math.round(y)];
      if (label) label.style.transform = `translate(${left}px, ${top}px) translate(-50%, -50%)`;
    });
  }

  /** The cluster whose number lies at that point of the screen. */
  pick(point: MercatorPoint, camera: Camera): Cluster | undefined {
    return clusterAt(point, this.#clusters, camera);
  }
}
