/** A line of some hundred metres in La Serena. */
export const line = {
  type: 'LineString',
  coordinates: [
    [-71.25, -29.9],
    [-71.24, -29.9],
  ],
} as const;
export const street = feature(line, { highway: 'primary' });

export function feature(geometry: unknown, properties: unknown = {}) {
  return { type: 'Feature', properties, geometry };
}

/** The text of a file with these features. */
export function collection(...features: readonly unknown[]): string {
  return JSON.stringify({ type: 'FeatureCollection', features });
}
