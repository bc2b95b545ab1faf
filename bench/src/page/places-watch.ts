/** Where a fleet is: in the streets of the bundled map, or anywhere in a box of degrees. */
export type Region =
  'streets' | readonly [west: number, south: number, east: number, north: number];

interface Lookup {
  readonly vehicles: number;
  readonly region: Region;
  readonly ms: number;
}

/**
 * Runs in the page's worker: has it look up places for some time, each time other ones, and resolves with
 * the median times of a lookup and of copying its answers, in milliseconds.
 */
export async function lookUp({ vehicles, region, ms }: Lookup) {
  interface Line {
    readonly geometry: { readonly type: string; readonly coordinates: readonly number[][] };
  }
  const median = (values: number[]) =>
    values.toSorted((one, other) => one - other)[values.length >> 1] ?? NaN;
  let seed = 1;
  /** The same in each run (Park and Miller), from 0 to 1. */
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const any = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  const readStreets = async () => {
    // Our own file, made by the build.
    const file = (await (await fetch('base-map/streets.json')).json()) as { features: Line[] };
    return file.features
      .filter(({ geometry }) => geometry.type === 'LineString')
      .map(({ geometry }) => geometry.coordinates);
  };
  const streets = region === 'streets' ? await readStreets() : [];
  const place = (): readonly number[] => {
    if (region === 'streets') {
      const [lng = NaN, lat = NaN] = any(any(streets) ?? []) ?? [];
      // Some metres beside it, as a receiver says.
      return [lng + (random() - 0.5) * 1e-4, lat + (random() - 0.5) * 1e-4];
    }
    const [west, south, east, north] = region;
    return [west + random() * (east - west), south + random() * (north - south)];
  };
  /** What the worker would have posted to the page. */
  const ask = (at: Float64Array) =>
    new Promise<unknown>((resolve) => {
      self.postMessage = resolve;
      self.dispatchEvent(new MessageEvent('message', { data: { kind: 'find', id: -1, at } }));
    });
  const [lookups, copies]: [number[], number[]] = [[], []];
  for (const end = performance.now() + ms; performance.now() < end || lookups.length < 3;) {
    const at = Float64Array.from(Array.from({ length: vehicles }, place).flat());
    const start = performance.now();
    const answer = await ask(at);
    const found = performance.now();
    structuredClone(answer);
    lookups.push(found - start);
    copies.push(performance.now() - found);
  }
  return { lookupMs: median(lookups), copyMs: median(copies), work: vehicles * lookups.length };
}
