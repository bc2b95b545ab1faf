import { SaxesParser, type SaxesTagNS } from 'saxes';
import { TrackError } from './errors.ts';
import { globe, readNumber, type TrackPoint } from './track.ts';

/** Where our own tracks say how fast a street may be driven. */
const extensionNamespace = 'urn:fleetman:gpx:1';

/** The slowest and fastest legal speed that makes sense, in km/h. */
const speedRange = [1, 200] as const;

/**
 * Reads the points of all tracks and segments of a GPX 1.1 (or 1.0) file, in their order; where there
 * are none, the points of its routes.
 *
 * @throws TrackError where it is not well-formed XML, no GPX, or a point is not on the globe.
 */
export function parseGpx(file: string, text: string): readonly TrackPoint[] {
  const parser = new SaxesParser({ xmlns: true });
  const reader = new GpxReader();
  const line = () => ({ file, line: parser.line });
  parser.on('error', (error) => {
    throw new TrackError(line(), `not well-formed XML: ${withoutPosition(error.message)}`);
  });
  parser.on('opentag', (tag) => {
    inLine(line, () => {
      reader.open(tag);
    });
  });
  parser.on('text', (content) => {
    reader.text(content);
  });
  parser.on('closetag', (tag) => {
    inLine(line, () => {
      reader.close(tag);
    });
  });
  parser.write(text).close();
  return reader.points;
}

/** The parser puts `line:column: ` before its messages; ours name the line themselves. */
function withoutPosition(message: string): string {
  return message.replace(/^\d+:\d+: /, '');
}

function inLine(line: () => { file: string; line: number }, read: () => void): void {
  try {
    read();
  } catch (error) {
    // The reader says what is wrong; where is known only here.
    throw new TrackError(line(), (error as Error).message);
  }
}

class GpxReader {
  readonly #trackPoints: TrackPoint[] = [];
  readonly #routePoints: TrackPoint[] = [];
  #point: TrackPoint | undefined;
  #speedText: string | undefined;
  #isInside = false;

  get points(): readonly TrackPoint[] {
    return this.#trackPoints.length > 0 ? this.#trackPoints : this.#routePoints;
  }

  open(tag: SaxesTagNS): void {
    if (!this.#isInside && tag.local !== 'gpx') {
      throw new Error(`<${tag.name}> given, expected a GPX file, which begins with <gpx>`);
    }
    this.#isInside = true;
    if (tag.local === 'trkpt' || tag.local === 'rtept') this.#point = readPoint(tag);
    if (isSpeed(tag)) this.#speedText = '';
  }

  text(content: string): void {
    if (this.#speedText !== undefined) this.#speedText += content;
  }

  close(tag: SaxesTagNS): void {
    if (isSpeed(tag)) {
      const speedKmh = readNumber('speedKmh', this.#speedText, speedRange);
      this.#speedText = undefined;
      if (this.#point) this.#point = { ...this.#point, speedKmh };
    }
    if (this.#point && tag.local === 'trkpt') this.#trackPoints.push(this.#point);
    if (this.#point && tag.local === 'rtept') this.#routePoints.push(this.#point);
    if (tag.local === 'trkpt' || tag.local === 'rtept') this.#point = undefined;
  }
}

function isSpeed(tag: SaxesTagNS): boolean {
  return tag.local === 'speedKmh' && tag.uri === extensionNamespace;
}

function readPoint({ attributes }: SaxesTagNS): TrackPoint {
  return {
    lat: readNumber('lat', attributes['lat']?.value, globe.lat),
    lng: readNumber('lon', attributes['lon']?.value, globe.lng),
  };
}
