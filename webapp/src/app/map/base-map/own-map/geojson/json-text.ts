/** What a text of JSON holds, or what of it could be read. */
export interface ReadJson {
  readonly content: unknown;
  /** Objects that could not be read. */
  readonly broken: number;
}

/**
 * Reads JSON, and what is nearly JSON: NaN where a number was unknown (as Python writes it), one object
 * in each line (RFC 8142), and a collection of which one object is broken or the end is missing.
 * The work is linear in the length of the text.
 *
 * @returns `undefined` where nothing could be read.
 */
export function readJson(text: string): ReadJson | undefined {
  const whole = parse(text);
  if (whole !== undefined) return { content: whole, broken: 0 };
  const known = withoutNaN(text);
  const mended = known === text ? undefined : parse(known);
  if (mended !== undefined) return { content: mended, broken: 0 };
  const content: unknown[] = [];
  let broken = 0;
  for (const object of objectsIn(known)) {
    const value = object === undefined ? undefined : parse(object);
    if (value === undefined) broken++;
    else content.push(value);
  }
  return content.length === 0 ? undefined : { content, broken };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The caller tries something else.
    return undefined;
  }
}

/** With `null` for each NaN and Infinity outside of texts. */
function withoutNaN(text: string): string {
  if (!text.includes('NaN') && !text.includes('Infinity')) return text;
  const parts: string[] = [];
  const next = /"|-?(?:NaN|Infinity)/g;
  let kept = 0;
  for (let match = next.exec(text); match; match = next.exec(text)) {
    if (match[0] === '"') {
      next.lastIndex = endOfString(text, match.index);
    } else {
      parts.push(text.slice(kept, match.index), 'null');
      kept = next.lastIndex;
    }
  }
  return parts.join('') + text.slice(kept);
}

/** Behind the quote that ends the string which begins here. No line break is in it. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const letter = text[index];
    if (letter === '\\') index++;
    else if (letter === '"' || letter === '\n') return index + 1;
  }
  return text.length;
}

/** Each object of a list called `features`, or of the text itself; `undefined` for one without an end. */
function* objectsIn(text: string): Generator<string | undefined> {
  let [start, depth] = [0, 0];
  for (let index = beginningOfFeatures(text); index < text.length; index++) {
    const letter = text[index];
    if (letter === '"') index = endOfString(text, index) - 1;
    else if (letter === '{') {
      if (depth++ === 0) start = index;
    } else if (letter === '}' && depth > 0 && --depth === 0) yield text.slice(start, index + 1);
  }
  if (depth > 0) yield undefined;
}

/** Behind the bracket that opens the list of a collection's features; 0 where there is none. */
function beginningOfFeatures(text: string): number {
  const opening = /"features"\s*:\s*\[/y;
  opening.lastIndex = Math.max(0, text.indexOf('"features"'));
  return opening.test(text) ? opening.lastIndex : 0;
}
