import type { LayerSpecification } from 'maplibre-gl';
import type { BaseMapColors } from '../base-map-colors';
import { streetLabels } from '../base-map-labels';
import { placeLabels } from '../place-labels';
import { anything, areas, borders, buildings, classKeys, kindKeys, lines } from './own-map-layers';
import { onewayArrows } from '../oneway-arrows';
import { streetLayers } from '../street-layers';

/** Draws one layer of a tile. */
type Drawing = (
  data: { readonly source: string; readonly sourceLayer: string },
  colors: BaseMapColors,
) => readonly LayerSpecification[];

/**
 * What is drawn of the basemaps of Protomaps (https://docs.protomaps.com/basemaps/layers) and
 * OpenMapTiles (https://openmaptiles.org/schema), by the names of their layers, the lowest first.
 */
const drawings: readonly (readonly [layer: string, draw: Drawing])[] = [
  ['earth', (data, colors) => [areas(data, colors, colors.land)]],
  ['landcover', (data, colors) => [areas(data, colors)]],
  ['natural', (data, colors) => [areas(data, colors)]],
  ['landuse', (data, colors) => [areas(data, colors)]],
  ['park', (data, colors) => [areas(data, colors, colors.green)]],
  ['water', (data, colors) => [areas(data, colors, colors.sea), lines(data, colors, colors.sea)]],
  ['waterway', (data, colors) => [lines(data, colors, colors.sea)]],
  ['buildings', (data, colors) => [buildings(data, colors)]],
  ['building', (data, colors) => [buildings(data, colors)]],
  ['boundaries', (data, colors) => [borders(data, colors)]],
  ['boundary', (data, colors) => [borders(data, colors)]],
  ['roads', drawStreets],
  ['transportation', drawStreets],
  ['roads', drawStreetNames],
  ['transportation_name', drawStreetNames],
  ['places', (data, colors) => [placeLabels({ ...data, kindKeys }, colors)]],
  ['place', (data, colors) => [placeLabels({ ...data, kindKeys }, colors)]],
];

function drawStreets(...[data, colors]: Parameters<Drawing>): LayerSpecification[] {
  const streets = { ...data, classKeys };
  return [lines(data, colors), ...streetLayers(streets, colors), onewayArrows(streets, colors)];
}

function drawStreetNames(...[data, colors]: Parameters<Drawing>): LayerSpecification[] {
  return streetLabels({ ...data, classKeys }, colors);
}

/** The layers that draw vector tiles with layers of these names, whatever their schema. */
export function tileLayers(
  source: string,
  names: readonly string[],
  colors: BaseMapColors,
): LayerSpecification[] {
  const hasSchema = names.includes('roads') || names.includes('transportation');
  if (!hasSchema) return names.flatMap((name) => anything({ source, sourceLayer: name }, colors));
  return drawings
    .filter(([name]) => names.includes(name))
    .flatMap(([name, draw]) => draw({ source, sourceLayer: name }, colors));
}
