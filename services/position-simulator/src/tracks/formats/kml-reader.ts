import type { Findings } from '../findings.ts';
import { emptyRecording, readPoint, type RecordedPoint } from '../recording.ts';
import { ElementText, readTime } from './element-text.ts';
import type { XmlReader, XmlTag } from './scan-xml.ts';

/**
 * Reads KML 2.2: each Placemark's lines (`LineString`) and recorded tracks (`gx:Track`) are a track. Single
 * places are counted; outlines of areas are passed over.
 */
export class KmlReader implements XmlReader {
  readonly recording = emptyRecording();
  readonly #findings: Findings;
  readonly #text = new ElementText();
  /** Of the Placemark; filled while a line or track of it is read. */
  #points: RecordedPoint[] = [];
  #isInLine = false;
  /** The times of a `gx:Track`, which stand before its places or among them. */
  #times: (number | undefined)[] = [];
  #places = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  open({ name, line }: XmlTag): void {
    switch (name) {
      case 'placemark':
        this.#beginTrack();
        break;
      case 'linestring':
        this.#isInLine = true;
        break;
      case 'track':
        this.#times = [];
        this.#places = 0;
        break;
      case 'point':
        this.recording.waypoints++;
        break;
      case 'coordinates':
        if (this.#isInLine) this.#text.begin(line);
        break;
      case 'coord':
      case 'when':
        this.#text.begin(line);
        break;
    }
  }

  text(content: string): void {
    this.#text.add(content);
  }

  close(name: string): void {
    switch (name) {
      case 'placemark':
        this.#beginTrack();
        break;
      case 'linestring':
        this.#isInLine = false;
        break;
      case 'coordinates':
        this.#readCoordinates();
        break;
      case 'coord':
        this.#readCoord();
        break;
      case 'when':
        this.#times.push(readTime(this.#text.end() ?? ''));
        break;
    }
  }

  #beginTrack(): void {
    if (this.#points.length > 0) this.#points = [];
  }

  #add(lat: string | undefined, lng: string | undefined, line: number): RecordedPoint | undefined {
    const point = readPoint({ lat, lng, line }, this.#findings);
    if (!point) return undefined;
    if (this.#points.length === 0) this.recording.tracks.push(this.#points);
    this.#points.push(point);
    return point;
  }

  /** `lon,lat,altitude` with blanks between two places. */
  #readCoordinates(): void {
    // Some programs write blanks behind the commas as well.
    const text = this.#text.end()?.replaceAll(/,[ \t]+/g, ',');
    const lines = text?.split('\n') ?? [];
    for (const [i, line] of lines.entries()) {
      for (const place of line.split(/\s/)) {
        if (place === '') continue;
        const [lng, lat] = place.split(',', 2);
        this.#add(lat, lng, this.#text.line + i);
      }
    }
  }

  /** `lon lat altitude` */
  #readCoord(): void {
    const [lng, lat] = this.#text.end()?.trim().split(/\s/, 2) ?? [];
    const point = this.#add(lat, lng, this.#text.line);
    const timeMs = this.#times[this.#places++];
    if (point && timeMs !== undefined) point.timeMs = timeMs;
  }
}
