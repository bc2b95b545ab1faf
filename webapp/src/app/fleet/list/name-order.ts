import type { FleetTable } from '../fleet-table';

/** How vehicles are called, and by which words they are found; another one when any of that has changed. */
export interface Naming {
  readonly labelOf: (id: string) => string;
  readonly wordsOf: (id: string) => string;
}

/** Most names: nothing but letters without accents, digits and signs. */
const isPlain = /^[ -~]*$/;

/** Text in which case and accents do not matter: `Ñuñoa` is found by `nunoa`. */
function foldText(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** A single letter or digit is meant as the beginning of a word: within one it is almost everywhere. */
function testFor(word: string): (folded: string) => boolean {
  if (!/^[a-z0-9]$/.test(word)) return (folded) => folded.includes(word);
  const beginning = new RegExp(`(?<![a-z0-9])${word}`);
  return (folded) => beginning.test(folded);
}

/** More digits than any number in a name has, so that 9 comes before 10. */
const digitsInKey = 12;

/** A text whose plain comparison orders names as people count: the runs of digits are of one length. */
function sortKey(folded: string): string {
  return folded.replace(/\d+/g, (digits) => digits.padStart(digitsInKey, '0'));
}

/**
 * The names of a fleet, in order and ready to be searched. Both are made only for names that are new:
 * comparing fifty thousand names as a dictionary does takes most of a second.
 */
export class NameOrder {
  #names: string[] = [];
  #folded: string[] = [];
  #keys: string[] = [];
  #rows = new Uint32Array(0);
  #matches = new Uint8Array(0);
  #searched: string | undefined;
  #naming: Naming | undefined;

  /** The rows of the table that was given last, in the order of their names. */
  get rows(): Uint32Array {
    return this.#rows;
  }

  /** Takes over the names of the table; to be called when vehicles came or went, or are called otherwise. */
  update(table: FleetTable, naming?: Naming): void {
    if (naming !== this.#naming || !this.#isKnown(table)) this.#forget();
    this.#naming = naming;
    const first = this.#names.length;
    if (first === table.count) return;
    for (let row = first; row < table.count; row++) {
      const name = table.nameAt(row);
      this.#names.push(name);
      this.#folded.push(foldText(naming?.wordsOf(name) ?? name));
      this.#keys.push(sortKey(foldText(naming?.labelOf(name) ?? name)));
    }
    const added = Uint32Array.from({ length: table.count - first }, (_, index) => first + index);
    added.sort(this.#compare);
    this.#rows = this.#merge(this.#rows, added);
    this.#searched = undefined;
  }

  /** For each row 1 where its name holds every word of the text, in any order, else 0. The next call changes it. */
  matches(search: string): Uint8Array {
    const wanted = foldText(search.trim());
    if (wanted === this.#searched) return this.#matches;
    const tests = wanted.split(/\s+/).map(testFor);
    this.#matches = Uint8Array.from(this.#folded, (folded) =>
      Number(tests.every((isIn) => isIn(folded))),
    );
    this.#searched = wanted;
    return this.#matches;
  }

  /** Whether the table only got rows at its end, if any. */
  #isKnown(table: FleetTable): boolean {
    if (table.count < this.#names.length) return false;
    return this.#names.every((name, row) => name === table.nameAt(row));
  }

  #forget(): void {
    this.#names = [];
    this.#folded = [];
    this.#keys = [];
    this.#rows = new Uint32Array(0);
  }

  readonly #compare = (a: number, b: number): number => {
    const [keyA = '', keyB = ''] = [this.#keys[a], this.#keys[b]];
    if (keyA !== keyB) return keyA < keyB ? -1 : 1;
    // Names that differ in case and accents only: any order, but always the same one.
    return (this.#names[a] ?? '') < (this.#names[b] ?? '') ? -1 : 1;
  };

  #merge(old: Uint32Array, added: Uint32Array): Uint32Array<ArrayBuffer> {
    const merged = new Uint32Array(old.length + added.length);
    let [fromOld, fromAdded] = [0, 0];
    for (let index = 0; index < merged.length; index++) {
      const [a, b] = [old[fromOld], added[fromAdded]];
      const takesOld = b === undefined || (a !== undefined && this.#compare(a, b) < 0);
      merged[index] = (takesOld ? a : b) ?? 0;
      if (takesOld) fromOld++;
      else fromAdded++;
    }
    return merged;
  }
}
