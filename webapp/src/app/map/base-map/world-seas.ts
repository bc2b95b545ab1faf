import type { Feature } from 'geojson';
import type { GeoJSONSourceSpecification } from 'maplibre-gl';

/** The names of the oceans, each where it is widest. */
export function worldSeas(): GeoJSONSourceSpecification {
  const pacific = $localize`:@@base-map.pacific:Pacific Ocean`;
  const features = [
    sea(pacific, [-125, 8]),
    sea(pacific, [-98, -30]),
    sea(pacific, [165, 25]),
    sea($localize`:@@base-map.atlantic:Atlantic Ocean`, [-38, 28]),
    sea($localize`:@@base-map.atlantic:Atlantic Ocean`, [-12, -25]),
    sea($localize`:@@base-map.indian-ocean:Indian Ocean`, [80, -22]),
    sea($localize`:@@base-map.arctic:Arctic Ocean`, [-160, 76]),
    sea($localize`:@@base-map.southern:Southern Ocean`, [40, -60]),
  ];
  return { type: 'geojson', data: { type: 'FeatureCollection', features } };
}

function sea(name: string, coordinates: [number, number]): Feature {
  return {
    type: 'Feature',
    properties: { kind: 'sea', name },
    geometry: { type: 'Point', coordinates },
  };
}
