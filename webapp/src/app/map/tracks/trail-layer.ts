import type { TrackPoint } from '../../vehicle/track/track-point';
import { toMercator, type MercatorPoint } from '../../geo/mercator';
import type { Painters } from '../vehicle-canvas/overlay-canvas';
import { trailPieces, type TrailPiece } from '../../vehicle/track/trail';
import { TrailPainter } from './trail-painter';
import type { Underlay, UnderlayFrame } from '../vehicle-canvas/overlay-host';

/** The route of the selected vehicle below the vehicles, up to where the vehicle is shown. */
export class TrailLayer implements Underlay {
  #trail: readonly TrackPoint[] = [];
  #isNew = false;
  #drawn: { readonly painters: Painters; readonly trail: TrailPainter } | undefined;

  /** Shows this trail, the oldest point first; `showBelow` of the overlay has it drawn. */
  show(trail: readonly TrackPoint[]): void {
    this.#trail = trail;
    this.#isNew = true;
  }

  draw(painters: Painters, { camera, pixelRatio, selected }: UnderlayFrame): void {
    const [first] = this.#trail;
    if (!first) return;
    const trail = this.#painterOn(painters);
    if (this.#isNew) trail.upload(trailPieces(this.#trail.slice(0, -1)), toMercator(first));
    this.#isNew = false;
    trail.draw(camera, pixelRatio, this.#lastPiece(selected));
  }

  #painterOn(painters: Painters): TrailPainter {
    if (this.#drawn?.painters !== painters) {
      this.#drawn = { painters, trail: new TrailPainter(painters.gl) };
      this.#isNew = true;
    }
    return this.#drawn.trail;
  }

  /** From the last report that the vehicle has passed to where it is shown. */
  #lastPiece(selected: MercatorPoint | undefined): TrailPiece | undefined {
    const [before, last] = this.#trail.slice(-2);
    if (!selected || !before || !last || last.way === 'none') return undefined;
    return { from: toMercator(before), to: selected, isGap: last.way === 'gap' };
  }
}
