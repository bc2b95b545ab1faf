import { extname } from 'node:path';

/** Endings of files that may hold tracks; without one: the course's format. */
const endings = new Set(['', '.gpx', '.kml', '.kmz', '.gz', '.zip', '.xml', '.txt']);

/** What is beside tracks as a rule and holds none: nothing is said of it. */
const otherEndings = new Set(['.md', '.html', '.jpg', '.jpeg', '.png']);

/** Whether a file of this name is read as a track. */
export function isTrackFile(name: string): boolean {
  return endings.has(extname(name).toLowerCase());
}

/** Whether a file of this name may have been meant as a track, in a format that is not read. */
export function isUnknownFile(name: string): boolean {
  return !isTrackFile(name) && !otherEndings.has(extname(name).toLowerCase());
}
