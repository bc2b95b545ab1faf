import type { TrackPoint } from '../../vehicle/track/track-point';
import { believed } from '../../vehicle/track/held-track';
import { deviceColumns } from './device-columns';

/** A vehicle's name and its exact history, oldest point first. */
export interface NamedTrack {
  readonly name: string;
  readonly points: readonly TrackPoint[];
  /** Street and town of each point, for the files that say it. */
  readonly places?: readonly string[];
}

const kilometresInMile = 1.609344;
/** The legal speeds that our simulator drives by; it refuses a file with others. */
const speedRangeKmh = [1, 200] as const;

/**
 * The tracks as GPX 1.1, without doubtful fixes; a segment ends where the vehicle cannot have driven. `<ele>` is
 * the altitude that the device measured. Speeds are written as those of our own tracks are, in
 * `<fleetman:speedKmh>`; a speed that is unknown, or that nothing can be driven at, is left out.
 */
export function writeGpx(tracks: readonly NamedTrack[]): string {
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<gpx version="1.1" creator="Fleetman" xmlns="http://www.topografix.com/GPX/1/1"',
    ' xmlns:fleetman="urn:fleetman:gpx:1">\n',
  ];
  for (const { name, points } of tracks) {
    parts.push(`<trk><name>${escapeXml(name)}</name><trkseg>\n`);
    believed(points).forEach((point, index) => {
      if (index > 0 && point.way === 'none') parts.push('</trkseg><trkseg>\n');
      parts.push(writePoint(point));
    });
    parts.push('</trkseg></trk>\n');
  }
  parts.push('</gpx>\n');
  return parts.join('');
}

function writePoint({ lat, lng, time, speedMph, said }: TrackPoint): string {
  const place = `lat="${writeDegrees(lat)}" lon="${writeDegrees(lng)}"`;
  const { altitude } = said ?? {};
  const elevation = altitude === undefined ? '' : `<ele>${Number(altitude.toFixed(2))}</ele>`;
  const when = `${elevation}<time>${new Date(time).toISOString()}</time>`;
  const speedKmh = (speedMph ?? 0) * kilometresInMile;
  const [slowest, fastest] = speedRangeKmh;
  if (speedKmh < slowest || speedKmh > fastest) return `<trkpt ${place}>${when}</trkpt>\n`;
  const speed = `<fleetman:speedKmh>${Number(speedKmh.toFixed(2))}</fleetman:speedKmh>`;
  return `<trkpt ${place}>${when}<extensions>${speed}</extensions></trkpt>\n`;
}

/** A decimal number with seven digits, a centimetre: XML Schema's decimals have no exponent. */
function writeDegrees(degrees: number): string {
  return degrees.toFixed(7).replace(/(?:\.0{7}|0{1,6})$/, '');
}

/** Text for XML 1.0, which has no place at all for most control characters and half pairs. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/\r/g, '&#13;')
  );
}

/**
 * The tracks as CSV (RFC 4180): a header, then a line a fix, with why it is not believed if it is
 * not, and a column for each thing that a device said with any of them; lines end with CR LF. What a
 * spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises.
 */
export function writeCsv(tracks: readonly NamedTrack[]): string {
  const columns = deviceColumns(tracks);
  const headings = columns.map(({ heading }) => `,${heading}`).join('');
  const lines = [`name,time,latitude,longitude,speed_mph,speed_kmh,doubt,place${headings}\r\n`];
  for (const { name, points, places } of tracks) {
    const field = writeField(name);
    for (const [index, point] of points.entries()) {
      const { lat, lng, time, speedMph, doubt = '' } = point;
      const speeds =
        speedMph === null
          ? ','
          : `${Number(speedMph.toFixed(2))},${Number((speedMph * kilometresInMile).toFixed(2))}`;
      const place = `${writeDegrees(lat)},${writeDegrees(lng)}`;
      const where = writeField(places?.[index] ?? '');
      const when = new Date(time).toISOString();
      const said = columns.map(({ valueOf }) => `,${writeSaid(valueOf(point))}`).join('');
      lines.push(`${field},${when},${place},${speeds},${doubt},${where}${said}\r\n`);
    }
  }
  return lines.join('');
}

function writeSaid(value: number | boolean | string | undefined): string {
  if (typeof value === 'number') return String(Number(value.toFixed(2)));
  return value === undefined ? '' : writeField(String(value));
}

function writeField(text: string): string {
  const harmless = disarmFormulas(text);
  return /["',;|\t\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

/** What begins a formula; Excel reads the full-width characters as the others. */
const formulaBegins = /[=+\-@＝＋－＠]/;

/** Between two cells: in a country whose decimal sign is the comma a spreadsheet splits at `;`. */
const cellEnds = /[,;|\t\r\n]/;

/** Puts an apostrophe before each formula, wherever a spreadsheet may let a cell begin. */
function disarmFormulas(text: string): string {
  let harmless = /^[\t\r\n]/.test(text) ? "'" : '';
  let isCellStart = true;
  for (const character of text) {
    if (isCellStart && formulaBegins.test(character)) harmless += "'";
    harmless += character;
    const isPassedOver: boolean = isCellStart && /["\s]/.test(character);
    isCellStart = cellEnds.test(character) || isPassedOver;
  }
  return harmless;
}

/** A name for the file that every system takes: `City Truck 2026-11-22.gpx`. */
export function fileName(tracks: readonly NamedTrack[], from: number, extension: string): string {
  const [first] = tracks;
  const vehicles = tracks.length === 1 && first ? first.name : `${tracks.length} vehicles`;
  const safe = vehicles
    .toWellFormed()
    .replace(/[^\p{L}\p{N} ._-]/gu, '_')
    .replace(/^[ .]+|(?<![ .])[ .]+$/g, '')
    .slice(0, 80);
  const date = new Date(from);
  const pad = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${safe || 'vehicle'} ${day}.${extension}`;
}
