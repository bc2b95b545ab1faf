import { TrackError } from './errors.ts';
import { globe, readNumber, type TrackPoint } from './track.ts';

/** `lat="53.38" lon="-1.46"`, as the track files of the course have it. */
const pointPattern = /^\s*lat="([^"]*)"\s+lon="([^"]*)"\s*$/;

/**
 * Reads a track file of the course: one point a line, line ends LF or CRLF, empty lines passed over.
 *
 * @throws TrackError for any other line and for a point that is not on the globe.
 */
export function parseCourseTrack(file: string, text: string): readonly TrackPoint[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [readPoint(line)];
    } catch (error) {
      // The reader says what is wrong; where is known only here.
      throw new TrackError({ file, line: i + 1 }, (error as Error).message);
    }
  });
}

function readPoint(line: string): TrackPoint {
  const match = pointPattern.exec(line);
  if (!match) throw new Error(`"${line.slice(0, 60)}" given, expected lat="53.38" lon="-1.46"`);
  return {
    lat: readNumber('lat', match[1], globe.lat),
    lng: readNumber('lon', match[2], globe.lng),
  };
}
