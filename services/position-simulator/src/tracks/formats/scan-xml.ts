import type { Findings } from '../findings.ts';
import { hasStrayAmpersand, localName } from './xml-attributes.ts';

/** A start tag, or an empty-element tag, which is followed by a `close`. */
export interface XmlTag {
  /** In lower case, without a prefix. */
  readonly name: string;
  /** As they are written; see `readAttributes`. */
  readonly attributes: string;
  /** Counted from 1. */
  readonly line: number;
}

/** What reads the elements of a file, in their order. */
export interface XmlReader {
  open(tag: XmlTag): void;
  close(name: string): void;
  /** The characters between two tags, entities as they are written. `line` is where they begin. */
  text(content: string, line: number): void;
}

/** Declared or reserved: a prefix of any other kind is a flaw. */
const reservedPrefix = 'xml';

const [lessThan, greaterThan, doubleQuote, singleQuote] = [0x3c, 0x3e, 0x22, 0x27];

/**
 * Reads XML as devices write it, well-formed or not: what is wrong is noted and passed over, and the rest is
 * read. One pass over the text without recursion or a stack, so that neither depth nor length of anything costs
 * more than the length of the file.
 */
export function scanXml(text: string, reader: XmlReader, findings: Findings): void {
  new XmlScanner(text, reader, findings).run();
}

class XmlScanner {
  readonly #text: string;
  readonly #reader: XmlReader;
  readonly #findings: Findings;
  readonly #prefixes = new Set<string>([reservedPrefix]);
  #at = 0;
  /** Then an entity of any name may be right; what it stands for is never read. */
  #declaresEntities = false;
  #line = 1;
  /** Kept, since looking for it again at each tag of one long line would be quadratic. */
  #lineEnd: number;

  constructor(text: string, reader: XmlReader, findings: Findings) {
    this.#text = text;
    this.#reader = reader;
    this.#findings = findings;
    this.#lineEnd = this.#nextLineEnd(0);
  }

  run(): void {
    while (this.#at < this.#text.length) {
      const tagAt = this.#text.indexOf('<', this.#at);
      this.#readText(tagAt < 0 ? this.#text.length : tagAt);
      if (tagAt >= 0) this.#readMarkup();
    }
  }

  /** The line of a place at or behind the last one that was asked for. */
  #lineOf(at: number): number {
    while (this.#lineEnd < at) {
      this.#line++;
      this.#lineEnd = this.#nextLineEnd(this.#lineEnd + 1);
    }
    return this.#line;
  }

  #nextLineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? Infinity : end;
  }

  #note(kind: string, given: string, done: string): void {
    this.#findings.note(kind, { line: this.#lineOf(this.#at), given, done });
  }

  #readText(until: number): void {
    if (until === this.#at) return;
    const content = this.#text.slice(this.#at, until);
    this.#checkEntities(content);
    this.#reader.text(content, this.#lineOf(this.#at));
    this.#at = until;
  }

  #checkEntities(content: string): void {
    if (this.#declaresEntities || !hasStrayAmpersand(content)) return;
    const given = 'an & that begins no entity of XML';
    this.#note('ampersand', given, 'it is read as a character');
  }

  #readMarkup(): void {
    if (this.#text.startsWith('<!--', this.#at)) this.#skipUntil('-->');
    else if (this.#text.startsWith('<![CDATA[', this.#at)) this.#readCharacterData();
    else if (this.#text.startsWith('<!', this.#at)) this.#skipDoctype();
    else if (this.#text.startsWith('<?', this.#at)) this.#skipInstruction();
    else if (isNameStart(this.#text, this.#at + 1)) this.#readStartTag();
    else if (this.#text.startsWith('</', this.#at)) this.#readEndTag();
    else this.#readStray();
  }

  #skipUntil(mark: string): void {
    const end = this.#text.indexOf(mark, this.#at);
    if (end < 0) this.#endWithin(`"${this.#text.slice(this.#at, this.#at + 9)}"`);
    else this.#at = end + mark.length;
  }

  #endWithin(what: string): void {
    this.#note('cut-off', `the file ends within ${what}`, 'what comes before it is read');
    this.#at = this.#text.length;
  }

  #readCharacterData(): void {
    const from = this.#at + '<![CDATA['.length;
    const end = this.#text.indexOf(']]>', from);
    this.#reader.text(this.#text.slice(from, end < 0 ? undefined : end), this.#lineOf(from));
    this.#skipUntil(']]>');
  }

  #skipDoctype(): void {
    const end = this.#text.indexOf('>', this.#at);
    const subset = this.#text.slice(this.#at, end < 0 ? undefined : end).indexOf('[');
    this.#declaresEntities ||= subset >= 0;
    if (subset >= 0) this.#skipUntil(']');
    this.#skipUntil('>');
  }

  #skipInstruction(): void {
    if (this.#at > 0 && /^<\?xml\s/i.test(this.#text.slice(this.#at, this.#at + 6))) {
      const given = 'an XML declaration that is not at the start of the file';
      this.#note('declaration', given, 'it is passed over');
    }
    this.#skipUntil('>');
  }

  #readEndTag(): void {
    const end = this.#endOfTag(this.#at + 2);
    if (end === undefined) return;
    const name = /^[^\s>/]{0,200}/.exec(this.#text.slice(this.#at + 2, end))?.[0] ?? '';
    this.#leaveTag(end);
    this.#reader.close(localName(name));
  }

  #readStartTag(): void {
    const end = this.#endOfTag(this.#at + 1);
    if (end === undefined) return;
    const content = this.#text.slice(this.#at + 1, end);
    const qualified = /^[^\s>/]{0,200}/.exec(content)?.[0] ?? '';
    const attributes = content.slice(qualified.length);
    const name = localName(qualified);
    this.#checkPrefix(qualified, attributes);
    this.#checkEntities(attributes);
    this.#reader.open({ name, attributes, line: this.#lineOf(this.#at) });
    this.#leaveTag(end);
    if (attributes.endsWith('/')) this.#reader.close(name);
  }

  #checkPrefix(qualified: string, attributes: string): void {
    if (attributes.includes('xmlns:')) {
      for (const [, prefix = ''] of attributes.matchAll(/xmlns:([^\s=]{1,200})/g)) {
        this.#prefixes.add(prefix);
      }
    }
    const colon = qualified.indexOf(':');
    if (colon < 0 || this.#prefixes.has(qualified.slice(0, colon))) return;
    const given = `<${qualified.slice(0, 40)}> with a prefix that is not declared`;
    this.#note('prefix', given, 'it is read without');
  }

  /** Where the tag ends: at its `>`, or before the next `<` where it is broken; `undefined` at the end of the file. */
  #endOfTag(from: number): number | undefined {
    let quote = 0;
    for (let at = from; at < this.#text.length; at++) {
      const char = this.#text.charCodeAt(at);
      if (char === lessThan) return at;
      if (quote !== 0) quote = char === quote ? 0 : quote;
      else if (char === greaterThan) return at;
      else if (char === doubleQuote || char === singleQuote) quote = char;
    }
    this.#endWithin('a tag');
    return undefined;
  }

  #leaveTag(end: number): void {
    const isWhole = this.#text.charCodeAt(end) === greaterThan;
    if (!isWhole) this.#note('broken-tag', 'a tag without its ">"', 'it is read as far as it goes');
    this.#at = isWhole ? end + 1 : end;
  }

  #readStray(): void {
    this.#note('stray', 'a "<" that begins no tag', 'it is read as a character');
    this.#at++;
  }
}

/** A letter, `_`, or what is no ASCII. */
function isNameStart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    code > 0x7f || code === 0x5f || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
  );
}
