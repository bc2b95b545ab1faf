import type { Feature, Position } from 'geojson';

/** A line as whole numbers: the first point, then steps, longitude first (`data/src/world`). */
export type CodedLine = readonly number[];

/** `base-map/world.json`: the seas, borders and countries of the world. */
export interface WorldFile {
  readonly seas: readonly {
    readonly scale: number;
    readonly polygons: readonly (readonly CodedLine[])[];
  }[];
  readonly borders: { readonly scale: number; readonly lines: readonly CodedLine[] };
  readonly countries: readonly CountryLabel[];
}

/** Where the name of a country is written. */
export interface CountryLabel {
  /** ISO 3166-1 alpha-2; empty where it is unknown. */
  readonly code: string;
  /** In English. */
  readonly name: string;
  readonly at: readonly [lng: number, lat: number];
  /** How much room there is, in degrees. */
  readonly size: number;
}

/** The points of a line whose units are 1/`scale` degrees. */
export function decodeLine(coded: CodedLine, scale: number): Position[] {
  const line: Position[] = [];
  let [x, y] = [0, 0];
  for (let index = 0; index + 1 < coded.length; index += 2) {
    x += coded[index] ?? 0;
    y += coded[index + 1] ?? 0;
    line.push([x / scale, y / scale]);
  }
  return line;
}

/** The seas as polygons. */
export function seaFeatures({ seas }: WorldFile): Feature[] {
  return seas.flatMap(({ scale, polygons }) =>
    polygons.map((rings): Feature => {
      const coordinates = rings.map((ring) => decodeLine(ring, scale));
      return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } };
    }),
  );
}

/** The borders between countries as lines. */
export function borderFeatures({ borders: { scale, lines } }: WorldFile): Feature[] {
  return lines.map((line): Feature => {
    const coordinates = decodeLine(line, scale);
    return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } };
  });
}
