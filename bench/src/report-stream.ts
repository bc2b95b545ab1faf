import type { PositionReport } from '@fleetman/contract';

/** A fleet of 1,000 vehicles that each report once a second, as fast as they are asked for. */
export function* reportChunks(chunkSize: number): Generator<readonly PositionReport[], never> {
  const vehicles = 1_000;
  // In the past, so that no report is ahead of the tracker's clock however fast they are taken.
  const start = Date.now() - 12 * 3_600_000;
  for (let count = 0; ; count += chunkSize) {
    yield Array.from({ length: chunkSize }, (_, offset) => {
      const index = count + offset;
      const vehicle = index % vehicles;
      const second = Math.floor(index / vehicles);
      return {
        vehicle: `Van ${vehicle}`,
        lat: -29.9 + vehicle * 1e-5 + (second % 1_000) * 1e-6,
        lng: -71.25,
        time: new Date(start + second * 1_000),
      };
    });
  }
}
