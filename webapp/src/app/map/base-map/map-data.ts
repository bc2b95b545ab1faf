import type { ExpressionSpecification } from 'maplibre-gl';

/** The data that a layer of the map draws. */
export interface MapData {
  readonly source: string;
  /** The layer of a vector tile; none in GeoJSON. */
  readonly sourceLayer?: string;
}

/** The same as MapLibre wants it in a layer. */
export function drawnFrom({ source, sourceLayer }: MapData) {
  return { source, ...(sourceLayer !== undefined && { 'source-layer': sourceLayer }) };
}

/** How the ids of the layers begin that draw these data. */
export function nameOf({ source, sourceLayer }: MapData): string {
  return sourceLayer === undefined ? source : `${source}-${sourceLayer}`;
}

/** The first of these properties that a feature has; an empty text where it has none. */
export function firstOf(keys: readonly string[]): ExpressionSpecification {
  return ['coalesce', ...keys.map((key): ExpressionSpecification => ['get', key]), ''];
}

/** Whether the first of these properties is one of these words. */
export function isOneOf(
  keys: readonly string[],
  words: readonly string[],
): ExpressionSpecification {
  return ['in', firstOf(keys), ['literal', [...words]]];
}
