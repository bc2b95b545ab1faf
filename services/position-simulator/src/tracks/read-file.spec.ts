import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gpx, points, read, track } from './testing/read-text.ts';

/** With another line in the place of the 21st point, which is the 24th line. */
const withLine = (line: string) => gpx(track(points().with(20, line)));

describe('drivesOf', () => {
  it.each([
    ['is as it should be', gpx()],
    ['has Windows line ends', gpx().replaceAll('\n', '\r\n')],
    ['has a byte order mark', `\uFEFF${gpx()}`],
    ['is one line', gpx().replaceAll('\n', ' ')],
    ['is UTF-16 LE', Buffer.from(`\uFEFF${gpx()}`, 'utf16le')],
    ['is UTF-16 BE', Buffer.from(`\uFEFF${gpx()}`, 'utf16le').swap16()],
    ['is UTF-16 LE without a mark', Buffer.from(gpx(), 'utf16le')],
    [
      'is Latin-1',
      Buffer.from(gpx().replace('UTF-8', 'ISO-8859-1').replace('>x<', '>Zürich<'), 'latin1'),
    ],
    ['has upper-case elements', gpx().replaceAll('trkpt', 'TRKPT')],
    [
      'has a prefix on each element',
      gpx()
        .replace('xmlns=', 'xmlns:g=')
        .replaceAll(/<(\/?)(?=[a-z])/g, '<$1g:'),
    ],
    ['has single quotes', gpx().replaceAll('"', "'")],
    ['has no declaration', gpx().slice(gpx().indexOf('\n') + 1)],
    ['has characters in character data', gpx().replace('>x<', '><![CDATA[<b>Tom & Jerry</b>]]><')],
    ['has one of its points beyond 180°', gpx().replace('-71.249700', '288.750300')],
    ['has decimal commas', gpx().replaceAll(/(\d)\.(\d{6})/g, '$1,$2')],
  ])('reads every point of a file that %s', (_case, content) => {
    expect(read(content)).toMatchObject({ counts: [40], messages: [] });
  });

  it.each([
    [
      'a prefix that is not declared',
      40,
      withLine(`${points()[20]}<g:hr>90</g:hr>`),
      'line 24: <g:hr> with a prefix',
    ],
    [
      'a bare ampersand',
      40,
      gpx().replace('>x<', '>Tom & Jerry<'),
      'line 3: an & that begins no entity',
    ],
    [
      'an entity of HTML',
      40,
      gpx().replace('>x<', '>Ruta&nbsp;corta<'),
      'line 3: an & that begins no entity',
    ],
    [
      'a latitude that is no number',
      39,
      withLine('<trkpt lat="NaN" lon="NaN"/>'),
      'line 24: lat: "NaN" given, expected a number from -90 to 90: the point is left out',
    ],
    [
      'a latitude off the globe',
      39,
      withLine('<trkpt lat="-2990000" lon="-71"/>'),
      'line 24: lat: "-2990000" given',
    ],
    [
      'an absurd longitude',
      39,
      withLine('<trkpt lat="-29.9" lon="1e300"/>'),
      'line 24: lon: "1e300" given',
    ],
    ['an empty latitude', 39, withLine('<trkpt lat="" lon="-71"/>'), 'line 24: lat: "" given'],
    ['no latitude', 39, withLine('<trkpt lon="-71"/>'), 'line 24: lat: nothing given'],
    [
      'a latitude of 50,000 digits',
      39,
      withLine(`<trkpt lat="${'1'.repeat(50_000)}x" lon="-71"/>`),
      'line 24: lat: "1111',
    ],
    [
      'a point at 0,0',
      39,
      withLine('<trkpt lat="0" lon="0.0"/>'),
      'line 24: a point at 0,0, which is no place: the point is left out',
    ],
    [
      'a point in another country',
      39,
      withLine('<trkpt lat="52.1" lon="4.3"/>'),
      'line 24: a point that nobody can have driven to from its neighbours: the point is left out',
    ],
    [
      'a tag without its end',
      40,
      withLine('<trkpt lat="-29.896" lon="-71.244" '),
      'line 24: a tag without its ">"',
    ],
    [
      'a quote too few',
      39,
      withLine('<trkpt lat="-29.896 lon="-71.244"/>'),
      'line 24: lat: "-29.896 lon=" given',
    ],
    ['a "<" in a name', 40, gpx().replace('>x<', '>a < b<'), 'line 3: a "<" that begins no tag'],
    [
      'an end in the middle of a tag',
      27,
      gpx().slice(0, gpx().indexOf(points()[27] ?? '') + 4),
      'the file ends within a tag: what comes before it is read',
    ],
    [
      'an end between two tags',
      40,
      gpx().replace('</trkseg></trk>\n</gpx>', ''),
      'line 43: the file ends before </gpx>: what comes before it is read',
    ],
    [
      'a blank line before the declaration',
      40,
      `\n${gpx()}`,
      'line 2: an XML declaration that is not at the start of the file: it is passed over',
    ],
    [
      'zeros behind its end',
      40,
      `${gpx()}${'\0'.repeat(5_000)}`,
      'line 45: NUL characters given, expected text: they are passed over',
    ],
    [
      'an absurd speed',
      40,
      withLine(`${points()[20]?.replace('></', '><speedKmh>900</speedKmh></')}`),
      'line 24: speedKmh: "900" given, expected a number from 1 to 200: the speed is left out',
    ],
  ])('reads the rest of a file with %s', (_case, count, content, message) => {
    const { counts, messages } = read(content);

    expect(messages[0]).toContain(`a.gpx, `);
    expect(messages[0]).toContain(message);
    expect(counts[0]).toBe(count);
  });

  it('says once how often something is wrong', () => {
    const { messages } = read(
      gpx(track([...points(), ...Array<string>(5_000).fill('<trkpt lat="x" lon="y"/>')])),
    );

    expect(messages).toEqual([
      expect.stringMatching(/^a\.gpx, line 44: lat: "x" given.*\(5000 times in this file\)$/),
    ]);
  });

  it.each([
    ['nothing', '', 'the file is empty'],
    ['blanks only', '\n \n', 'the file is empty'],
    ['rubbish', 'hello', '"hello" given, expected a GPX or KML file'],
    [
      'JSON',
      '{"type":"FeatureCollection"}',
      '"{"type":"FeatureCollection"}" given, expected a GPX',
    ],
    ['another document', '<html></html>', '<html> given, expected a GPX file'],
    ['no points', gpx(''), 'no points given, expected a track or a route'],
    [
      'waypoints only',
      gpx(points('wpt').join('\n')),
      'the file holds waypoints only (40), expected a track or a route',
    ],
    ['one point', gpx('<trk><trkpt lat="1" lon="2"/></trk>'), 'points in only one place given'],
    [
      'one place',
      gpx(track(Array<string>(5).fill('<trkpt lat="1" lon="2"/>'))),
      'points in only one place',
    ],
  ])('refuses %s', (_case, text, problem) => {
    expect(() => read(text)).toThrow(problem);
  });

  it('reads a file of a million levels', () => {
    const deep = '<extensions>'.repeat(1_000_000);

    expect(read(gpx(track() + deep)).counts).toEqual([40]);
  });

  it('reads a damaged file, or says what is wrong, whatever the damage', () => {
    const whole = gpx();
    const garbage = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('<', '>', '"', '&', '\0', '</trk>', '<trk>', '<!--', ']]>', '<![CDATA['),
    );
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(60), garbage, (at, cut, inserted) => {
        const damaged = whole.slice(0, at) + inserted + whole.slice(at + cut);
        const { drives } = orMessage(() => read(damaged));

        for (const { lat, lng } of drives.flat()) {
          expect(Math.abs(lat)).toBeLessThanOrEqual(90);
          expect(Math.abs(lng)).toBeLessThanOrEqual(180);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function orMessage(
  reading: () => ReturnType<typeof read>,
): Pick<ReturnType<typeof read>, 'drives'> {
  try {
    return reading();
  } catch (error) {
    expect((error as Error).message).toMatch(/given|empty|waypoints only/);
    return { drives: [] };
  }
}
