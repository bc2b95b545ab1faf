import type { Findings } from '../findings.ts';
import { emptyRecording, readPoint, type RecordedPoint, type Recording } from '../recording.ts';
import { readAttributes } from './xml-attributes.ts';

/** A line with a place is shorter; what is longer is none. */
const longestLine = 1_000;

const expected = 'expected lat="53.38" lon="-1.46"';

/**
 * Reads a track file of the course: one point a line, `lat="53.38" lon="-1.46"`, in any order and quotes, or as
 * the tag of GPX that it was cut out of. Empty lines are passed over, other lines noted.
 *
 * @throws Error where no line is a point.
 */
export function parseCourseTrack(text: string, findings: Findings): Recording {
  const recording = emptyRecording();
  const points: RecordedPoint[] = [];
  let isTrack = false;
  for (const [i, line] of text.split(/\r\n|[\r\n]/).entries()) {
    if (line.trim() === '') continue;
    const values = valuesOf(line);
    if (values) {
      isTrack = true;
      const point = readPoint({ ...values, line: i + 1 }, findings);
      if (point) points.push(point);
    } else noteOther(line, i + 1, findings);
  }
  if (!isTrack) throw new Error(`"${text.trim().slice(0, 60)}" given, ${expected}`);
  recording.tracks.push(points);
  return recording;
}

function valuesOf(line: string): { lat: string; lng: string } | undefined {
  if (line.length > longestLine) return undefined;
  const values = readAttributes(line.replaceAll(/[<>]|(?<=["'])[,;]/g, ' '));
  const lat = values.get('lat');
  const lng = values.get('lon') ?? values.get('lng') ?? values.get('long');
  return lat === undefined || lng === undefined ? undefined : { lat, lng };
}

function noteOther(text: string, line: number, findings: Findings): void {
  const isZeros = text.replaceAll('\0', '').trim() === '';
  const given = isZeros ? 'NUL characters' : `"${text.slice(0, 60)}"`;
  findings.note('line', {
    line,
    given: `${given} given, ${expected}`,
    done: 'the line is left out',
  });
}
