import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PositionReport } from '@fleetman/contract';
import { ownTracks } from './config.ts';
import { assembleFleet, reportsIn } from './fleet/fleet.ts';
import { readNoise } from './noise/noise.ts';
import { trackNameOf } from './tracks/track-name.ts';
import type { Track } from './drive/track.ts';
import { Findings } from './tracks/findings.ts';
import { drivesOf } from './tracks/read-file.ts';

export { drivesOf, Findings };

/** Reports are handed out in the order of delivery, by this much time at once. */
const stepMs = 1_000;

/** Which drive: two with the same options are equal, and those that differ in `noise` only drive the same way. */
export interface SimulatedDrive {
  readonly minutes: number;
  /** Default 1. */
  readonly seed?: number;
  /** Between two reports on average; default 2,000. */
  readonly intervalMs?: number;
  /** Milliseconds since 1970; default noon on 2026-11-22, UTC. */
  readonly startMs?: number;
  /** The file of one of the tracks of this package; default `city_truck.gpx`. */
  readonly track?: string;
  /** As the setting `NOISE`: `5m,jumps,late`; default `off`. */
  readonly noise?: string;
}

/** What one vehicle reports in some minutes, in the order of delivery. */
export function simulateDrive({
  minutes,
  seed = 1,
  intervalMs = 2_000,
  startMs = Date.UTC(2026, 10, 22, 12),
  track = 'city_truck.gpx',
  noise = 'off',
}: SimulatedDrive): readonly PositionReport[] {
  const tracks = [shippedTrack(track)];
  const fleet = assembleFleet({ tracks, vehicles: 1, seed, intervalMs, noise: readNoise(noise) });
  return Array.from({ length: Math.ceil((minutes * 60_000) / stepMs) }, (_, step) => {
    const afterMs = startMs + step * stepMs;
    return reportsIn(fleet, { afterMs, untilMs: afterMs + stepMs });
  }).flat();
}

function shippedTrack(path: string): Track {
  const bytes = readFileSync(join(ownTracks, path));
  const [points] = drivesOf({ path, bytes }, new Findings(path));
  const name = trackNameOf(path);
  if (!points || name === undefined) throw new Error(`${path} is no track of this package`);
  return { name, points };
}
