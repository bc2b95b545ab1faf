import type { Bounds } from '../../../../geo/place-box';
import type { OwnMapTrouble } from '../own-map-error';
import type { LeftOut } from './read-map';

/** What the page asks of the worker that holds a map. */
export type ToTileWorker =
  | { readonly kind: 'open'; readonly file: Blob }
  | {
      readonly kind: 'tile';
      readonly id: number;
      readonly place: readonly [z: number, x: number, y: number];
    };

/** What is known of a map once it was read. */
export interface OpenedMap {
  readonly bounds: Bounds;
  readonly attribution: string;
  readonly leftOut: LeftOut | undefined;
}

/** What the worker answers. */
export type FromTileWorker =
  | ({ readonly kind: 'opened' } & OpenedMap)
  | {
      readonly kind: 'refused';
      readonly trouble: OwnMapTrouble;
      readonly detail: string | undefined;
    }
  | { readonly kind: 'tile'; readonly id: number; readonly data: ArrayBuffer };
