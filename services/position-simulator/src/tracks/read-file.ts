import { countPlaces } from '../drive/route.ts';
import type { TrackPoint } from '../drive/track.ts';
import type { Findings } from './findings.ts';
import { decodeText } from './files/decode-text.ts';
import type { UnpackedFile } from './files/unpack.ts';
import { parseCourseTrack } from './formats/parse-course-track.ts';
import { parseXml } from './formats/parse-xml.ts';
import type { Recording } from './recording.ts';
import { leaveOutJumps, separateDrives } from './separate-drives.ts';

/** More than that is no file of drives but of something else. */
const mostDrives = 1_000;

type Points = readonly TrackPoint[];

/**
 * The drives in a file: each track for itself, cut at gaps; where there is no track, the routes. GPX, KML or the
 * course's format, as its first character says.
 *
 * @throws Error where nothing in it can be driven.
 */
export function drivesOf({ path, bytes }: UnpackedFile, findings: Findings): readonly Points[] {
  const text = decodeText(bytes);
  if (text.trim() === '') throw new Error('the file is empty');
  const isXml = /^\s*</.test(text) || /\.(gpx|kml|xml)(\.gz)?$/i.test(path);
  const recording = isXml ? parseXml(text, findings) : parseCourseTrack(text, findings);
  const drives = drivesIn(recording, findings);
  if (drives.length === 0) {
    const lack = `${lackOf(recording)}, expected a track or a route`;
    throw new Error([lack, ...findings.messages].join('; '));
  }
  if (drives.length <= mostDrives) return drives;
  const given = `${drives.length} drives given, expected at most ${mostDrives}`;
  findings.note('many', { line: 1, given, done: 'the further ones are left out' });
  return drives.slice(0, mostDrives);
}

function drivesIn({ tracks, routes }: Recording, findings: Findings): readonly Points[] {
  const driven = tracks.flatMap((points) => separateDrives(points, findings));
  const planned = () => routes.map((points) => leaveOutJumps(points, findings));
  const lists = driven.some(isWay) ? driven : [...driven, ...planned()];
  const drives = lists.filter(isWay);
  if (drives.length === 0) return drives;
  for (const [point] of lists.filter((points) => points.length > 0 && !isWay(points))) {
    const given = 'a drive whose points are all in one place';
    findings.note('one-place', { line: point?.line ?? 1, given, done: 'it is left out' });
  }
  return drives.map((points) => points.map(({ lat, lng, speedKmh }) => ({ lat, lng, speedKmh })));
}

function isWay(points: Points): boolean {
  return countPlaces(points) >= 2;
}

/** Why there is nothing to drive. */
function lackOf({ tracks, routes, waypoints }: Recording): string {
  if ([...tracks, ...routes].some((points) => points.length > 0)) {
    return 'points in only one place given';
  }
  return waypoints > 0 ? `the file holds waypoints only (${waypoints})` : 'no points given';
}
