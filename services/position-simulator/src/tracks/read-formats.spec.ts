import { describe, expect, it } from '@jest/globals';
import { gpx, points, read, track } from './testing/read-text.ts';

describe('drivesOf, by format', () => {
  it('takes each track as a drive, and joins the segments of one', () => {
    const [first, second] = [points(), points('trkpt', 40)];

    expect(read(gpx(track(first) + track(second))).counts).toEqual([40, 40]);
    const segments = track([...first, '</trkseg><trkseg>', ...second]);
    expect(read(gpx(segments)).counts).toEqual([80]);
  });

  it('drives what stands behind a second root too', () => {
    expect(read(gpx() + gpx())).toMatchObject({
      counts: [40, 40],
      messages: [
        expect.stringContaining('an XML declaration'),
        expect.stringContaining('another <gpx> given'),
      ],
    });
  });

  it('reads a route where there is no track, with the road between its points', () => {
    const road =
      '<extensions><gpxx:RoutePointExtension><gpxx:rpt lat="1.01" lon="2.01"><gpxx:Subclass>1</gpxx:Subclass></gpxx:rpt><gpxx:rpt lat="1.02" lon="2.0"/></gpxx:RoutePointExtension></extensions>';
    const route = `<rte><rtept lat="1" lon="2"><name>a</name>${road}</rtept><rtept lat="1.03" lon="2"/></rte>`;
    const file = `<gpx xmlns:gpxx="http://www.garmin.com/xmlschemas/GpxExtensions/v3">${route}</gpx>`;

    expect(read(file).drives).toEqual([
      [
        { lat: 1, lng: 2 },
        { lat: 1.01, lng: 2.01 },
        { lat: 1.02, lng: 2 },
        { lat: 1.03, lng: 2 },
      ],
    ]);
    expect(read(file.replace('</gpx>', `${track()}</gpx>`)).counts).toEqual([40]);
  });

  it('counts longitudes beyond 180° on from the other side', () => {
    const file = gpx('<trk><trkpt lat="-17" lon="180.01"/><trkpt lat="-17" lon="-180.5"/></trk>');

    expect(read(file).drives[0]?.map(({ lng }) => Number(lng.toFixed(6)))).toEqual([
      -179.99, 179.5,
    ]);
  });

  it('knows the pole', () => {
    const file = gpx('<trk><trkpt lat="90" lon="0"/><trkpt lat="89.99" lon="0"/></trk>');

    expect(read(file)).toMatchObject({ counts: [2], messages: [] });
  });

  it('reads lines and recorded tracks of KML, a drive each Placemark', () => {
    const line =
      '<Placemark><LineString><coordinates>\n-71.25,-29.9,0 -71.24,-29.89\n-71.23,-29.88,7\n</coordinates></LineString></Placemark>';
    const recorded =
      '<Placemark><gx:Track><when>2026-05-01T10:00:00Z</when><when>2026-05-01T10:01:00Z</when><gx:coord>-71.25 -29.9 0</gx:coord><gx:coord>-71.24 -29.9 0</gx:coord></gx:Track></Placemark>';
    const rest =
      '<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 3,4 1,2</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>';
    const file = `<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>${line}${rest}${recorded}</Document></kml>`;

    expect(read(file, 'a.kml')).toMatchObject({ counts: [3, 2], messages: [] });
    expect(read(file, 'a.gpx').drives[0]?.[2]).toEqual({ lat: -29.88, lng: -71.23 });
  });

  it('reads places of KML with blanks behind their commas', () => {
    const places = '-71.25, -29.9, 0 -71.24, -29.89, 0';
    const file = `<kml><Placemark><LineString><coordinates>${places}</coordinates></LineString></Placemark></kml>`;

    expect(read(file, 'a.kml')).toMatchObject({ counts: [2], messages: [] });
  });

  it('names the line of a bad place in KML', () => {
    const file =
      '<kml><Placemark><LineString><coordinates>1,2\n1,91\n1.1,2</coordinates></LineString></Placemark></kml>';

    expect(read(file, 'a.kml')).toMatchObject({
      counts: [2],
      messages: [
        'a.kml, line 2: lat: "91" given, expected a number from -90 to 90: the point is left out',
      ],
    });
  });

  it.each([
    ['lat="1" lon="2"\r\nlat="1.01" lon="2.5"\n\r\n', []],
    ['\uFEFFlat="1" lon="2"\rlat="1.01" lon="2.5"', []],
    ["lon='2' lat='1'\n  lat = 1.01 ,  lon = 2.5 ", []],
    ['<trkpt lat="1" lon="2">\n<trkpt lat="1.01" lon="2.5"/>', []],
    [
      'lat="1" lon="2"\n# a remark\nlat="1.01" lon="2.5"',
      ['a, line 2: "# a remark" given, expected lat="53.38" lon="-1.46": the line is left out'],
    ],
    [
      'lat="1" lon="2"\nlat="1.01" lon="2.5"\n\0\0\0',
      ['a, line 3: NUL characters given, expected lat="53.38" lon="-1.46": the line is left out'],
    ],
    [
      'lat="1" lon="2"\n\nlat="1" lon="1081"\nlat="1.01" lon="2.5"',
      ['a, line 3: lon: "1081" given, expected a number from -540 to 540: the point is left out'],
    ],
    [
      'lat="1" lon="2"\nlat="0.0" lon="0.0"\nlat="1.01" lon="2.5"',
      ['a, line 2: a point at 0,0, which is no place: the point is left out'],
    ],
  ])('reads the course’s format: %j', (text, messages) => {
    expect(read(text, 'a')).toMatchObject({
      drives: [
        [
          { lat: 1, lng: 2 },
          { lat: 1.01, lng: 2.5 },
        ],
      ],
      messages,
    });
  });
});
