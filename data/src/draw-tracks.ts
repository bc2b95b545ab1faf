import { mkdirSync, writeFileSync } from 'node:fs';
import { drawRoute } from './draw-route.ts';
import { readStreets } from './read-streets.ts';
import { routePlans, type RoutePlan } from './route-plans.ts';
import { StreetGraph } from './street-graph.ts';
import { writeTrack } from './track-file.ts';

/** The seed of the committed tracks. */
export const committedSeed = 1;

/** Where the simulator finds them. */
export const tracksFolder = new URL('../../services/position-simulator/tracks/', import.meta.url);

/** `city_truck` → `City Truck` */
export function nameOf(plan: RoutePlan): string {
  return plan.file
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** The text of every track's file, by file name. */
export function drawTracks(graph: StreetGraph, seed: number): ReadonlyMap<string, string> {
  return new Map(
    routePlans.map((plan) => {
      const header = { name: nameOf(plan), description: plan.description };
      return [`${plan.file}.gpx`, writeTrack(header, drawRoute(graph, plan, seed))];
    }),
  );
}

if (import.meta.main) {
  const tracks = drawTracks(new StreetGraph(readStreets()), committedSeed);
  mkdirSync(tracksFolder, { recursive: true });
  for (const [file, text] of tracks) writeFileSync(new URL(file, tracksFolder), text);
  console.log(`${tracks.size} tracks drawn along the streets`);
}
