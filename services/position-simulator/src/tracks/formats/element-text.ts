/** Collects the characters of the one element that is read at a time. */
export class ElementText {
  #parts: string[] | undefined;
  #line = 1;

  /** Where the characters begin, counted from 1. */
  get line(): number {
    return this.#line;
  }

  begin(line: number): void {
    this.#parts = [];
    this.#line = line;
  }

  /** Characters of other elements are passed over. */
  add(content: string): void {
    this.#parts?.push(content);
  }

  /** What was collected since `begin`; `undefined` where that was not called. */
  end(): string | undefined {
    const text = this.#parts?.join('');
    this.#parts = undefined;
    return text;
  }
}

/** A time as ISO 8601 writes it is shorter. */
const longestTime = 40;

/** Milliseconds since 1970, or `undefined` for what is no time. */
export function readTime(text: string): number | undefined {
  const trimmed = text.trim();
  const timeMs = trimmed.length <= longestTime ? Date.parse(trimmed) : NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
