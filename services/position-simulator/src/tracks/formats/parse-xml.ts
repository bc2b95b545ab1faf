import type { Findings } from '../findings.ts';
import type { Recording } from '../recording.ts';
import { GpxReader } from './gpx-reader.ts';
import { KmlReader } from './kml-reader.ts';
import { scanXml, type XmlReader, type XmlTag } from './scan-xml.ts';

/**
 * Reads a GPX or KML file, whichever its first element says it is.
 *
 * @throws Error where it is neither.
 */
export function parseXml(text: string, findings: Findings): Recording {
  const document = new DocumentReader(findings);
  scanXml(text, document, findings);
  return document.finish(text);
}

/** Where a file begins of which somebody has cut off the head. */
const gpxParts = new Set(['trk', 'trkseg', 'trkpt', 'rte', 'rtept']);

type FormatReader = XmlReader & { readonly recording: Recording };

/** What stands above tracks and places: which format it is, and whether it is one document from start to end. */
class DocumentReader implements XmlReader {
  readonly #findings: Findings;
  #format: FormatReader | undefined;
  #root = '';
  #opened = 0;
  #closed = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  open(tag: XmlTag): void {
    this.#format ??= this.#formatOf(tag);
    if (tag.name === this.#root && !gpxParts.has(tag.name)) this.#openRoot(tag.line);
    this.#format.open(tag);
  }

  text(content: string, line: number): void {
    if (content.includes('\0')) this.#noteZeros(line);
    this.#format?.text(content, line);
  }

  close(name: string): void {
    if (name === this.#root) this.#closed++;
    this.#format?.close(name);
  }

  /** @throws Error where there was no element at all. */
  finish(text: string): Recording {
    if (!this.#format) {
      throw new Error(`"${text.trim().slice(0, 40)}" given, expected a GPX or KML file`);
    }
    if (this.#closed < this.#opened && !this.#findings.has('cut-off')) this.#noteUnclosed(text);
    return this.#format.recording;
  }

  #formatOf({ name }: XmlTag): FormatReader {
    this.#root = name;
    if (name === 'gpx' || gpxParts.has(name)) return new GpxReader(this.#findings);
    if (name === 'kml') return new KmlReader(this.#findings);
    const expected =
      'expected a GPX file, which begins with <gpx>, or KML, which begins with <kml>';
    throw new Error(`<${name.slice(0, 40)}> given, ${expected}`);
  }

  #openRoot(line: number): void {
    if (++this.#opened === 1) return;
    const given = `another <${this.#root}> given, expected one a file`;
    this.#findings.note('second-root', { line, given, done: 'what it holds is read as well' });
  }

  #noteZeros(line: number): void {
    const given = 'NUL characters given, expected text';
    this.#findings.note('zeros', { line, given, done: 'they are passed over' });
  }

  #noteUnclosed(text: string): void {
    const line = text.trimEnd().split('\n').length;
    const given = `the file ends before </${this.#root}>`;
    this.#findings.note('unclosed', { line, given, done: 'what comes before it is read' });
  }
}
