import type { TrackPoint } from '../../vehicle/track/track-point';
import { toMercator, zoomOf, type MercatorPoint } from '../../geo/mercator';
import type { Painters } from '../vehicle-canvas/overlay-canvas';
import { trailPieces, type TrailPiece } from '../../vehicle/track/trail';
import { directionMarks, markSpacing } from './direction-marks';
import { MarkPainter } from './mark-painter';
import { TrailPainter, trailRadius } from './trail-painter';
import type { Underlay, UnderlayFrame } from '../vehicle-canvas/overlay-host';

/** On a thinner trail arrow heads would not be seen. */
const leastMarkedRadius = 2;
/** How wide an arrow head is, in radii of the trail. */
const markSize = 2.6;

/** The route of the selected vehicle below the vehicles, up to where the vehicle is shown. */
export class TrailLayer implements Underlay {
  #trail: readonly TrackPoint[] = [];
  #isNew = false;
  #drawn:
    | { readonly painters: Painters; readonly trail: TrailPainter; readonly marks: MarkPainter }
    | undefined;
  #pieces: readonly TrailPiece[] = [];
  #spacing = 0;

  /** Shows this trail, the oldest point first; `showBelow` of the overlay has it drawn. */
  show(trail: readonly TrackPoint[]): void {
    this.#trail = trail;
    this.#isNew = true;
  }

  draw(painters: Painters, { camera, pixelRatio, selected }: UnderlayFrame): void {
    const [first] = this.#trail;
    if (!first) return;
    const { trail, marks } = this.#paintersOn(painters);
    const spacing = markSpacing(camera.worldSize);
    if (this.#isNew) {
      this.#pieces = trailPieces(this.#trail.slice(0, -1));
      trail.upload(this.#pieces, toMercator(first));
    }
    if (this.#isNew || spacing !== this.#spacing) {
      marks.upload(directionMarks(this.#pieces, spacing));
    }
    [this.#isNew, this.#spacing] = [false, spacing];
    trail.draw(camera, pixelRatio, this.#lastPiece(selected));
    const radius = trailRadius(zoomOf(camera));
    if (radius > leastMarkedRadius) marks.draw(camera, markSize * radius * pixelRatio);
  }

  #paintersOn(painters: Painters) {
    if (this.#drawn?.painters !== painters) {
      const { gl } = painters;
      this.#drawn = { painters, trail: new TrailPainter(gl), marks: new MarkPainter(gl) };
      this.#isNew = true;
    }
    return this.#drawn;
  }

  /** From the last report that the vehicle has passed to where it is shown. */
  #lastPiece(selected: MercatorPoint | undefined): TrailPiece | undefined {
    const [before, last] = this.#trail.slice(-2);
    if (!selected || !before || !last || last.way === 'none') return undefined;
    return { from: toMercator(before), to: selected, isGap: last.way === 'gap', newness: [1, 1] };
  }
}
