import type { Progress } from './fetch-map';
import type { LeftOut } from './geojson/read-map';
import type { OwnMapTrouble } from './own-map-error';

/** A file that is being loaded, or has come and is being read. */
export type OwnMapProgress =
  ({ readonly state: 'loading' } & Progress) | { readonly state: 'reading' };

/** How far the operator's own map is, and what came of it. */
export type OwnMapState =
  | OwnMapProgress
  | { readonly state: 'drawn'; readonly leftOut: LeftOut | undefined }
  | {
      readonly state: 'refused';
      readonly trouble: OwnMapTrouble;
      readonly detail: string | undefined;
    };
