import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { silentLog } from '@fleetman/messaging/testing';
import { ConfigError } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readTracks } from './read-tracks.ts';
import { zipOf } from './testing/zip-of.ts';

const gpx = (body: string) => `<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:f="urn:fleetman:gpx:1">
<trk><trkseg>
${body}
</trkseg></trk>
</gpx>
`;

const twoPoints = `<trkpt lat="1" lon="2"><extensions><f:speedKmh>80</f:speedKmh></extensions></trkpt>
<trkpt lat="1.01" lon="2"/>`;
const whole = gpx(twoPoints);
const line = '<Placemark><LineString><coordinates>1,2 1,2.1</coordinates></LineString></Placemark>';
const kml = `<kml xmlns="http://www.opengis.net/kml/2.2">${line}</kml>`;

/** The files that come with the course; not in this repository. */
const courseTracks = process.env['COURSE_TRACKS'] ?? '../shared/data/course-tracks';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracks-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** The tracks of a folder, and the reasons that were logged. */
function read(from = folder) {
  const reasons: string[] = [];
  const keep = ({ reason }: Record<string, unknown>) => reasons.push(String(reason));
  const tracks = readTracks(from, { ...silentLog, warn: keep, error: keep });
  return { tracks, names: tracks.map(({ name }) => name), reasons };
}

describe('readTracks', () => {
  it('reads the points of a GPX file with the speed of the street', () => {
    write({ 'city_truck.gpx': whole });

    expect(read().tracks).toEqual([
      {
        name: 'City Truck',
        points: [
          { lat: 1, lng: 2, speedKmh: 80 },
          { lat: 1.01, lng: 2 },
        ],
      },
    ]);
  });

  it('reads every format, packed or not, in subfolders, by upper-case endings too', () => {
    write({
      a: 'lat="1" lon="2"\nlat="2" lon="2"',
      'B.GPX': whole,
      'c.gpx.gz': gzipSync(whole),
      'd.kml': kml,
      'e.KMZ': zipOf({ 'doc.kml': kml }),
      'export.zip': zipOf({ 'f.gpx': whole, 'more/g.kml': kml }),
      '2026/05/h.gpx': whole,
      'i.txt': 'lat="1" lon="2"\nlat="2" lon="2"',
    });

    const { names, reasons } = read();

    expect(names.sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I']);
    expect(reasons).toEqual([]);
  });

  it('passes over what is no track, and names files that may have been meant as one', () => {
    write({
      'a.gpx': whole,
      'README.md': '# no track',
      '.hidden': 'no track',
      '.git/config': 'no track',
      'ride.fit': 'another format',
      'more/ride.tcx': 'another format',
    });
    symlinkSync(folder, join(folder, 'round'));

    expect(read()).toMatchObject({
      names: ['A'],
      reasons: [
        'more/ride.tcx, ride.fit, round given, expected .gpx, .kml, .kmz, .gz, .zip or no ending',
      ],
    });
  });

  it('gives each drive of a file a vehicle, and none the name of another', () => {
    const two = whole.replace('</gpx>', `<trk><trkseg>${twoPoints}</trkseg></trk></gpx>`);
    write({ '1/ride.gpx': two, '2/ride.gpx': whole, 'ride_2.gpx': whole });

    expect(read().names).toEqual(['Ride', 'Ride 2', 'Ride 3', 'Ride 2 2']);
  });

  it('logs a broken file and drives the others', () => {
    const archive = zipOf({ 'a.gpx': 'hello', 'b.gpx': whole });
    write({
      'export.zip': archive,
      'half.zip': archive.subarray(0, 90),
      'places.gpx': '<gpx><wpt lat="1" lon="2"/><wpt lat="1" lon="3"/></gpx>',
      '_.gpx': whole,
    });

    expect(read()).toMatchObject({
      names: ['B'],
      reasons: [
        '_.gpx: the file name gives no name that a vehicle can have',
        'export.zip/a.gpx: "hello" given, expected a GPX or KML file',
        'half.zip: a damaged or cut off archive given, expected a whole zip',
        'places.gpx: the file holds waypoints only (2), expected a track or a route',
      ],
    });
  });

  it('says of a file without one good point what is wrong with the first', () => {
    write({ 'a.gpx': whole, 'b.gpx': gpx('<trkpt lat="\x1b[2J" lon="2"/>'.repeat(3)) });

    expect(read().reasons).toEqual([
      'b.gpx: no points given, expected a track or a route; b.gpx, line 4: lat: "\uFFFD[2J" given, expected a number from -90 to 90: the point is left out (3 times in this file)',
    ]);
  });

  it('drives the rest of a damaged file and names the line', () => {
    write({ 'torn.gpx': gpx(`${twoPoints}\n<trkpt lat="91" lon="2"/>`).slice(0, -20) });

    expect(read()).toMatchObject({
      names: ['Torn'],
      reasons: [
        'torn.gpx, line 6: lat: "91" given, expected a number from -90 to 90: the point is left out',
        'torn.gpx, line 7: the file ends within a tag: what comes before it is read',
      ],
    });
  });

  it('names the setting where the folder is missing or holds no track', () => {
    const missing = join(folder, 'nowhere');

    expect(() => read(missing)).toThrow(ConfigError);
    expect(() => read(missing)).toThrow(
      `TRACKS: "${missing}" given, expected a folder of tracks (ENOENT`,
    );
    expect(() => read()).toThrow(`TRACKS: "${folder}" given, which holds no track files`);
    write({ 'a.gpx': 'hello' });
    expect(() => read()).toThrow('which holds only broken track files (see the log)');
  });

  const describedSkip = existsSync(courseTracks) ? it : it.skip;
  describedSkip(`reads every track of the course (skipped without ${courseTracks})`, () => {
    const { tracks, names, reasons } = read(courseTracks);

    expect(reasons).toEqual([]);
    expect(tracks).toHaveLength(38);
    expect(tracks.reduce((sum, track) => sum + track.points.length, 0)).toBe(102_859);
    expect(names).toContain('University Internal Mail G');
  });
});
