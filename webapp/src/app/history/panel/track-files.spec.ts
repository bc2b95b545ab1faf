import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aTrackPoint } from '../../testing/a-track-point';
import { fileName, writeCsv, writeGpx } from './track-files';

const start = Date.UTC(2026, 10, 22, 10);
const point = aTrackPoint({ lat: -29.90453, lng: -71.24894, time: start, speedMph: 24.5 });

const anyName = fc.string({ unit: 'binary', minLength: 1 });
const anyPoint = fc
  .record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
    time: fc.integer({ min: 0, max: 4e12 }),
    speedMph: fc.option(fc.double({ min: 0, max: 1e4, noNaN: true })),
    way: fc.constantFrom('driven', 'gap', 'none'),
  })
  .map(aTrackPoint);
const anyTracks = fc.array(
  fc.record({ name: anyName, points: fc.array(anyPoint, { maxLength: 5 }) }),
  { maxLength: 3 },
);

/** The fields of each line, as RFC 4180 reads them. */
function readCsv(text: string): string[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (let match = field.exec(text); match; match = field.exec(text)) {
    rows.at(-1)?.push(match[1]?.replace(/""/g, '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('writeGpx', () => {
  it('writes what our own tracks look like, with times', () => {
    expect(writeGpx([{ name: 'Smith & Sons', points: [point] }])).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Fleetman" xmlns="http://www.topografix.com/GPX/1/1" xmlns:fleetman="urn:fleetman:gpx:1">
<trk><name>Smith &amp; Sons</name><trkseg>
<trkpt lat="-29.90453" lon="-71.24894"><time>2026-11-22T10:00:00.000Z</time><extensions><fleetman:speedKmh>39.43</fleetman:speedKmh></extensions></trkpt>
</trkseg></trk>
</gpx>
`,
    );
  });

  it.each([null, 0, 0.3, 500])(
    'leaves out the speed %s, which nothing can be driven at',
    (speedMph) => {
      expect(writeGpx([{ name: 'Bus', points: [{ ...point, speedMph }] }])).not.toContain(
        'speedKmh>',
      );
    },
  );

  it('says how high a vehicle was where its device measured that', () => {
    const high = { ...point, said: { altitude: 31.456, battery: 80 } };

    const file = writeGpx([{ name: 'Bus', points: [high, point] }]);

    expect(file).toContain('lon="-71.24894"><ele>31.46</ele><time>');
    expect(file.match(/<ele>/g)).toHaveLength(1);
  });

  it('leaves doubtful fixes out, and begins anew where the vehicle cannot have driven', () => {
    const jump = { ...point, lat: 9, doubt: 'jump', way: 'none' } as const;
    const points = [{ ...point, way: 'none' } as const, point, jump, point];
    const brought = { ...point, lat: 1, way: 'none' } as const;

    const file = writeGpx([{ name: 'Bus', points: [...points, brought] }]);

    const parsed = new DOMParser().parseFromString(file, 'application/xml');
    const counts = [...parsed.querySelectorAll('trkseg')].map(
      (segment) => segment.querySelectorAll('trkpt').length,
    );
    expect(counts).toEqual([3, 1]);
    expect(file).not.toContain('lat="9"');
  });

  it('is well-formed and holds every place, whatever the names and numbers', () => {
    fc.assert(
      fc.property(anyTracks, (tracks) => {
        const parsed = new DOMParser().parseFromString(writeGpx(tracks), 'application/xml');
        expect(parsed.querySelector('parsererror')).toBeNull();
        const places = [...parsed.querySelectorAll('trkpt')].map((element) => [
          Number(element.getAttribute('lat')),
          Number(element.getAttribute('lon')),
        ]);
        const expected = tracks.flatMap(({ points }) => points);
        expect(places).toHaveLength(expected.length);
        expected.forEach(({ lat, lng }, index) => {
          expect(places[index]?.[0]).toBeCloseTo(lat, 6);
          expect(places[index]?.[1]).toBeCloseTo(lng, 6);
        });
        const decimals = [...parsed.querySelectorAll('trkpt')].map((element) =>
          element.getAttribute('lat'),
        );
        expect(decimals.every((text) => /^-?\d+(\.\d+)?$/.test(text ?? ''))).toBe(true);
      }),
    );
  });
});

/** Apostrophes are what makes formulas harmless: all else of a name stays. */
const withoutApostrophes = (name: string | undefined) => name?.replaceAll("'", '');

describe('writeCsv', () => {
  it('writes a header and a line a fix, doubtful ones too', () => {
    const jump = { ...point, speedMph: null, doubt: 'jump', way: 'none' } as const;
    const places = ['Balmaceda, La Serena'];
    expect(writeCsv([{ name: 'Bus', points: [point, jump], places }])).toBe(
      'name,time,latitude,longitude,speed_mph,speed_kmh,doubt,place\r\n' +
        'Bus,2026-11-22T10:00:00.000Z,-29.90453,-71.24894,24.5,39.43,,"Balmaceda, La Serena"\r\n' +
        'Bus,2026-11-22T10:00:00.000Z,-29.90453,-71.24894,,,jump,\r\n',
    );
  });

  it('has a column for each thing that a device said with any fix', () => {
    const van = { ...point, said: { ignition: false, odometer: 123_456.789, alarm: '=sos, door' } };
    const phone = { ...point, said: { battery: 87.5, ignition: true } };
    const tracks = [
      { name: 'Van', points: [van, point] },
      { name: 'Bus', points: [phone] },
    ];

    expect(readCsv(writeCsv(tracks)).map((row) => row.slice(8))).toEqual([
      ['ignition', 'battery_percent', 'odometer_m', 'alarm'],
      ['false', '', '123456.79', "'=sos, door"],
      ['', '', '', ''],
      ['true', '87.5', '', ''],
    ]);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['\tBus', "'\tBus"],
    ['\r=1', "'\r'=1"],
    [' =1', " '=1"],
    ['"=1', `"'=1`],
    ['Bus,=1', "Bus,'=1"],
    ['Bus;=1', "Bus;'=1"],
    ['Bus; "=1', `Bus; "'=1`],
    ['Bus\t＝1', "Bus\t'＝1"],
    ['Bus\n@A1', "Bus\n'@A1"],
    ['Bus|-1', "Bus|'-1"],
  ])('lets %j be no formula', (name, harmless) => {
    const [, row] = readCsv(writeCsv([{ name, points: [point] }]));

    expect(row?.[0]).toBe(harmless);
  });

  it.each(['Truck 1=2', 'A-1', 'bus@depot', "O'Hara"])('leaves %j as it is', (name) => {
    const [, row] = readCsv(writeCsv([{ name, points: [point] }]));

    expect(row?.[0]).toBe(name);
  });

  it('quotes a name that would be two cells where cells end with a semicolon', () => {
    expect(writeCsv([{ name: 'Bus; 7', points: [point] }])).toContain('\r\n"Bus; 7",2026');
  });

  it('reads as it was written, whatever the names and numbers', () => {
    fc.assert(
      fc.property(anyTracks, (tracks) => {
        const [, ...rows] = readCsv(writeCsv(tracks));
        const expected = tracks.flatMap(({ name, points }) =>
          points.map(({ time }) => [name, new Date(time).toISOString()]),
        );
        expect(rows.map((row) => row.length)).toEqual(expected.map(() => 8));
        expect(rows.map(([name, time]) => [withoutApostrophes(name), time])).toEqual(
          expected.map(([name, time]) => [withoutApostrophes(name), time]),
        );
      }),
    );
  });
});

describe('fileName', () => {
  const named = (name: string) =>
    fileName([{ name, points: [] }], new Date(2026, 10, 2).getTime(), 'gpx');

  it.each([
    ['City Truck', 'City Truck 2026-11-02.gpx'],
    ['../../etc/passwd', '_.._etc_passwd 2026-11-02.gpx'],
    ['Camión Ñuñoa', 'Camión Ñuñoa 2026-11-02.gpx'],
    ['...', 'vehicle 2026-11-02.gpx'],
  ])('of %s is %s', (name, expected) => {
    expect(named(name)).toBe(expected);
  });

  it('counts several vehicles', () => {
    const tracks = [
      { name: 'A', points: [] },
      { name: 'B', points: [] },
    ];
    expect(fileName(tracks, new Date(2026, 10, 2).getTime(), 'csv')).toBe(
      '2 vehicles 2026-11-02.csv',
    );
  });

  it('is one that any system takes', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(named(name)).toMatch(/^[\p{L}\p{N}_-][\p{L}\p{N} ._-]* 2026-11-02\.gpx$/u);
        expect(named(name).length).toBeLessThan(110);
      }),
    );
  });
});
