import { Findings } from '../findings.ts';
import { drivesOf } from '../read-file.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const open = '<gpx version="1.1" creator="field" xmlns="http://www.topografix.com/GPX/1/1">';

/** Forty points, 36 m apart, a line each. */
export function points(tag = 'trkpt', from = 0): string[] {
  return Array.from({ length: 40 }, (_, i) => {
    const [lat, lng] = [-29.9 + (from + i) * 0.0002, -71.25 + (from + i) * 0.0003];
    return `<${tag} lat="${lat.toFixed(6)}" lon="${lng.toFixed(6)}"></${tag}>`;
  });
}

/** A track of these lines; the first is line 4 of `gpx(track(…))`. */
export const track = (lines = points()) =>
  `<trk><name>x</name><trkseg>\n${lines.join('\n')}\n</trkseg></trk>`;
/** A whole file. */
export const gpx = (body = track()) => `${declaration}\n${open}\n${body}\n</gpx>\n`;

/** The drives in a file, how many points each has, and what is noted. */
export function read(content: string | Buffer, path = 'a.gpx') {
  const findings = new Findings(path);
  const drives = drivesOf({ path, bytes: Buffer.from(content) }, findings);
  return { drives, counts: drives.map(({ length }) => length), messages: findings.messages };
}
