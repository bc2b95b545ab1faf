import type { Lane } from './street-graph.ts';

/** What is written about a track, beside its points. */
export interface TrackHeader {
  readonly name: string;
  readonly description: string;
}

interface TrackPoint {
  readonly lng: number;
  readonly lat: number;
  /** The legal speed from this point on. */
  readonly speedKmh: number;
}

/** The points of a closed loop; the last is the first again. */
function pointsOf(route: readonly Lane[]): readonly TrackPoint[] {
  const points = route.flatMap(({ line, speedKmh }) =>
    line.slice(0, -1).map(([lng, lat]) => ({ lng, lat, speedKmh })),
  );
  return [...points, ...points.slice(0, 1)];
}

/** Degrees to about a metre, as the streets have them. */
function writePoint({ lat, lng, speedKmh }: TrackPoint): string {
  const speed = `<fleetman:speedKmh>${speedKmh}</fleetman:speedKmh>`;
  return `<trkpt lat="${lat.toFixed(5)}" lon="${lng.toFixed(5)}"><extensions>${speed}</extensions></trkpt>`;
}

/** A closed loop as GPX 1.1, one point a line. */
export function writeTrack({ name, description }: TrackHeader, route: readonly Lane[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Fleetman" xmlns="http://www.topografix.com/GPX/1/1" xmlns:fleetman="urn:fleetman:gpx:1">
<metadata>
<name>${name}</name>
<desc>${description}</desc>
<copyright author="OpenStreetMap contributors"><license>https://opendatacommons.org/licenses/odbl/1-0/</license></copyright>
</metadata>
<trk><name>${name}</name><trkseg>
${pointsOf(route).map(writePoint).join('\n')}
</trkseg></trk>
</gpx>
`;
}
