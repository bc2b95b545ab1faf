import type { Cluster } from '../crowds/clusters';
import type { Camera, MercatorPoint } from '../../geo/mercator';
import type { Box } from '../cover/free-room';
import type { Painters } from './overlay-canvas';

/** Where the overlay learns what the map shows, of the time, and when vehicles fade. */
export interface OverlayHost {
  readonly container: HTMLElement;
  readonly camera: () => Camera;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Where the map shows labels of its own, in CSS pixels. */
  readonly labels: () => readonly Box[];
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
