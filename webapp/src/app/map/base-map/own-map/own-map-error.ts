/** Why a map of the operator's own cannot be shown. */
export type OwnMapTrouble =
  | 'missing'
  | 'too-large'
  | 'no-ranges'
  | 'not-pmtiles'
  | 'unknown-tiles'
  | 'not-json'
  | 'not-geojson'
  | 'overpass'
  | 'topojson'
  | 'esri'
  | 'other-crs'
  | 'not-degrees'
  | 'empty';

/** There is no map of the operator's own, for this reason. */
export class OwnMapError extends Error {
  override readonly name = 'OwnMapError';
  readonly trouble: OwnMapTrouble;
  /** What the file says of itself, where that is part of the reason. */
  readonly detail: string | undefined;

  constructor(trouble: OwnMapTrouble, options?: ErrorOptions & { readonly detail?: string }) {
    super(trouble, options);
    this.trouble = trouble;
    this.detail = options?.detail;
  }
}
