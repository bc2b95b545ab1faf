import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@fleetman/messaging/testing';
import { ConfigError } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readTrack, readTracks } from './read-tracks.ts';

const gpx = (body: string) => `<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:f="urn:fleetman:gpx:1">
<trk><trkseg>
${body}
</trkseg></trk>
</gpx>
`;

const twoPoints = `<trkpt lat="1" lon="2"><extensions><f:speedKmh>80</f:speedKmh></extensions></trkpt>
<trkpt lat="1.01" lon="2"/>`;

/** The files that come with the course; not in this repository. */
const courseTracks = process.env['COURSE_TRACKS'] ?? '../shared/data/course-tracks';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracks-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function reading(file: string, text: string) {
  writeFileSync(join(folder, file), text);
  return readTrack(folder, file);
}

describe('readTrack', () => {
  it('reads the points of a GPX file with the speed of the street', () => {
    expect(reading('city_truck.gpx', gpx(twoPoints))).toEqual({
      name: 'City Truck',
      points: [
        { lat: 1, lng: 2, speedKmh: 80 },
        { lat: 1.01, lng: 2 },
      ],
    });
  });

  it('reads the course’s format, with both kinds of line ends', () => {
    const track = reading('top_secret', 'lat="1" lon="2"\r\nlat="1.01" lon="2.5"\n\r\n');

    expect(track).toEqual({
      name: 'Top Secret',
      points: [
        { lat: 1, lng: 2 },
        { lat: 1.01, lng: 2.5 },
      ],
    });
  });

  it('joins the segments of all tracks, and reads a route where there is no track', () => {
    const route = '<rtept lat="5" lon="6"/><rtept lat="5.1" lon="6"/>';
    const segments = `${twoPoints}</trkseg></trk><trk><trkseg><trkpt lat="1.02" lon="2"/>`;

    expect(reading('a.gpx', gpx(segments + route)).points).toHaveLength(3);
    expect(reading('b.gpx', `<gpx><rte>${route}</rte></gpx>`).points).toHaveLength(2);
  });

  it.each([
    ['an empty file', '', 'line 1: the file is empty'],
    ['blanks only', '\n \n', 'line 1: the file is empty'],
    ['truncated XML', gpx(twoPoints).slice(0, -30), 'line 5: not well-formed XML: unclosed tag'],
    ['rubbish', 'hello', 'line 1: not well-formed XML:'],
    ['another document', '<html></html>', 'line 1: <html> given, expected a GPX file'],
    ['no points', gpx(''), 'line 6: points in no place given, expected at least two'],
    ['one point', gpx('<trkpt lat="1" lon="2"/>'), 'line 6: points in only one place given'],
    [
      'one place',
      gpx('<trkpt lat="1" lon="2"/>\n'.repeat(5)),
      'line 11: points in only one place given, expected at least two',
    ],
    [
      'a point off the globe',
      gpx(`${twoPoints}\n<trkpt lat="91" lon="2"/>`),
      'line 6: lat: "91" given, expected a number from -90 to 90',
    ],
    [
      'a longitude that is no number',
      gpx('<trkpt lat="1" lon="NaN"/>'),
      'line 4: lon: "NaN" given, expected a number from -180 to 180',
    ],
    ['a point without latitude', gpx('<trkpt lon="2"/>'), 'line 4: lat: nothing given'],
    [
      'an absurd speed',
      gpx(twoPoints.replace('80', '900')),
      'line 4: speedKmh: "900" given, expected a number from 1 to 200',
    ],
  ])('names file and line of %s', (_case, text, problem) => {
    expect(() => reading('bad.gpx', text)).toThrow(`bad.gpx, ${problem}`);
  });

  it.each([
    ['a line that is no point', 'lat="1" lon="2"\nhere\n', 'line 2: "here" given, expected lat='],
    ['a point off the globe', 'lat="1" lon="2"\n\nlat="1" lon="181"', 'line 3: lon: "181" given'],
    ['an empty number', 'lat="" lon="2"', 'line 1: lat: "" given'],
    ['one point', 'lat="1" lon="2"\n', 'line 1: points in only one place given'],
  ])('names file and line of %s in the course’s format', (_case, text, problem) => {
    expect(() => reading('bad', text)).toThrow(`bad, ${problem}`);
  });

  it('reports a file whose name no vehicle can have', () => {
    expect(() => reading('_.gpx', gpx(twoPoints))).toThrow('_.gpx, line 1: the file name');
  });
});

describe('readTracks', () => {
  it('reads all tracks by name and passes over what is none', () => {
    writeFileSync(join(folder, 'b.gpx'), gpx(twoPoints));
    writeFileSync(join(folder, 'a'), 'lat="1" lon="2"\nlat="2" lon="2"');
    writeFileSync(join(folder, 'README.md'), '# no track');
    writeFileSync(join(folder, '.hidden'), 'no track');
    mkdirSync(join(folder, 'more'));

    const tracks = readTracks(folder, silentLog);

    expect(tracks.map((track) => track.name)).toEqual(['A', 'B']);
  });

  it('logs a broken track with file and line, and drives the others', () => {
    writeFileSync(join(folder, 'good.gpx'), gpx(twoPoints));
    writeFileSync(join(folder, 'good'), 'lat="1" lon="2"\nlat="2" lon="2"');
    writeFileSync(join(folder, 'torn.gpx'), gpx(twoPoints).slice(0, 200));
    const error = jest.fn<typeof silentLog.error>();

    const tracks = readTracks(folder, { ...silentLog, error });

    expect(tracks).toHaveLength(1);
    expect(error.mock.calls.map(([data]) => data)).toEqual([
      { file: 'good.gpx', reason: 'good.gpx, line 1: another file gives "Good" already' },
      { file: 'torn.gpx', reason: expect.stringMatching(/^torn\.gpx, line 4: not well-formed/) },
    ]);
  });

  it('names the setting where the folder is missing or holds no track', () => {
    const missing = join(folder, 'nowhere');

    expect(() => readTracks(missing, silentLog)).toThrow(ConfigError);
    expect(() => readTracks(missing, silentLog)).toThrow(
      `TRACKS: "${missing}" given, expected a folder of tracks (ENOENT`,
    );
    expect(() => readTracks(folder, silentLog)).toThrow(
      `TRACKS: "${folder}" given, which holds no track files`,
    );
  });

  const describedSkip = existsSync(courseTracks) ? it : it.skip;
  describedSkip(`reads every track of the course (skipped without ${courseTracks})`, () => {
    const error = jest.fn<typeof silentLog.error>();

    const tracks = readTracks(courseTracks, { ...silentLog, error });

    expect(error).not.toHaveBeenCalled();
    expect(tracks).toHaveLength(38);
    expect(tracks.reduce((sum, track) => sum + track.points.length, 0)).toBe(102_859);
    expect(tracks.map((track) => track.name)).toContain('University Internal Mail G');
  });
});
