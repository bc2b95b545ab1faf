import { describeError } from '@fleetman/toolkit';
import type { Findings } from '../findings.ts';
import { readNumber } from '../read-number.ts';
import { emptyRecording, readPoint, type RecordedPoint } from '../recording.ts';
import { ElementText, readTime } from './element-text.ts';
import type { XmlReader, XmlTag } from './scan-xml.ts';
import { readAttributes } from './xml-attributes.ts';

/** The slowest and fastest legal speed that makes sense, in km/h. */
const speedRange = [1, 200] as const;

/**
 * Reads GPX 1.0 and 1.1: tracks, routes and the number of waypoints. Between the points of a route stand the
 * points of the road that Garmin's programs found from one to the next (`gpxx:rpt`). Elements are known by their
 * names alone, since where they stand is what broken files get wrong. The speed of our own tracks is
 * `speedKmh`.
 */
export class GpxReader implements XmlReader {
  readonly recording = emptyRecording();
  readonly #findings: Findings;
  readonly #text = new ElementText();
  #points: RecordedPoint[] | undefined;
  #point: RecordedPoint | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  open(tag: XmlTag): void {
    switch (tag.name) {
      case 'trk':
        this.#points = begin(this.recording.tracks);
        break;
      case 'rte':
        this.#points = begin(this.recording.routes);
        break;
      case 'trkpt':
        this.#points ??= begin(this.recording.tracks);
        this.#addPoint(tag);
        break;
      case 'rtept':
      case 'rpt':
        this.#points ??= begin(this.recording.routes);
        this.#addPoint(tag);
        break;
      case 'wpt':
        this.recording.waypoints++;
        break;
      case 'time':
      case 'speedkmh':
        this.#text.begin(tag.line);
        break;
    }
  }

  text(content: string): void {
    this.#text.add(content);
  }

  close(name: string): void {
    switch (name) {
      case 'trk':
      case 'rte':
        this.#points = undefined;
        break;
      case 'trkpt':
      case 'rtept':
        this.#point = undefined;
        break;
      case 'time':
        this.#readTime();
        break;
      case 'speedkmh':
        this.#readSpeed();
        break;
    }
  }

  #addPoint({ attributes, line }: XmlTag): void {
    const values = readAttributes(attributes);
    const lng = values.get('lon') ?? values.get('lng') ?? values.get('long');
    this.#point = readPoint({ lat: values.get('lat'), lng, line }, this.#findings);
    if (this.#point) this.#points?.push(this.#point);
  }

  #readTime(): void {
    const timeMs = readTime(this.#text.end() ?? '');
    if (this.#point && timeMs !== undefined) this.#point.timeMs = timeMs;
  }

  #readSpeed(): void {
    const { line } = this.#text;
    const text = this.#text.end();
    try {
      const speedKmh = readNumber('speedKmh', text, speedRange);
      if (this.#point) this.#point.speedKmh = speedKmh;
    } catch (error) {
      // The place counts, with or without the speed of its street.
      const given = describeError(error);
      this.#findings.note('speed', { line, given, done: 'the speed is left out' });
    }
  }
}

function begin(lists: RecordedPoint[][]): RecordedPoint[] {
  const points: RecordedPoint[] = [];
  lists.push(points);
  return points;
}
