import type { PositionReport } from '@fleetman/contract';

/** In the past, so that no report is ahead of the tracker's clock however fast they are taken. */
const headStartSeconds = 12 * 3_600;

/** Which fleet reports. */
export interface ReportStream {
  readonly vehicles: number;
  /** How many reports there are in each piece. */
  readonly chunkSize: number;
  /** Before each vehicle's number; tells fleets apart. */
  readonly prefix?: string | undefined;
  /** How long ago the first second of the fleet's time is; 12 hours if not given. */
  readonly secondsAgo?: number | undefined;
}

/** The reports of a fleet whose vehicles report in turn, each once a second of its time, for ever. */
export function* reportChunks({
  vehicles,
  chunkSize,
  prefix = 'Van',
  secondsAgo = headStartSeconds,
}: ReportStream): Generator<readonly PositionReport[], never> {
  const start = Date.now() - secondsAgo * 1_000;
  for (let count = 0; ; count += chunkSize) {
    yield Array.from({ length: chunkSize }, (_, offset) => {
      const index = count + offset;
      const [vehicle, second] = [index % vehicles, Math.floor(index / vehicles)];
      const time = new Date(start + second * 1_000);
      return { vehicle: `${prefix} ${vehicle}`, ...placeOf(vehicle, second), time };
    });
  }
}

/** Where a vehicle is in a second: it drives north at 0.1 m/s, and starts again after 1,000 s. */
function placeOf(vehicle: number, second: number): { lat: number; lng: number } {
  return { lat: -29.9 + vehicle * 1e-5 + (second % 1_000) * 1e-6, lng: -71.25 };
}
