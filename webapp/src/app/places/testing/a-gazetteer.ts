import { Gazetteer } from '../worker/gazetteer';

/** A town for a test: name, longitude, latitude, population. */
export type ATown = readonly [name: string, lng: number, lat: number, population: number];

/** A gazetteer of these towns. */
export function aGazetteer(towns: readonly ATown[]): Gazetteer {
  const steps = (values: readonly number[]) =>
    values.map((value, index) => Math.round(1_000 * (value - (values[index - 1] ?? 0))));
  return new Gazetteer({
    names: towns.map(([name]) => name).join('\n'),
    lngs: steps(towns.map(([, lng]) => lng)),
    lats: steps(towns.map(([, , lat]) => lat)),
    sizes: towns.map(([, , , population]) => Math.round(4 * Math.log2(population))),
  });
}
