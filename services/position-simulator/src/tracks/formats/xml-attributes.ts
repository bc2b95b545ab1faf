const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi;

/** Whether each `&` of a text begins an entity that XML knows without a declaration. */
export function hasStrayAmpersand(text: string): boolean {
  return text.includes('&') && text.replace(entity, '').includes('&');
}

/** Replaces the entities that XML knows; others stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(entity, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const blank = /\s/;

/**
 * Reads the attributes of a tag, in any quotes or none, under the lower-case names without their prefix; the
 * first of two with one name counts. Each character is looked at once or twice, whatever stands there.
 *
 * @example readAttributes(`lat="1" LON='2'`) // Map { 'lat' → '1', 'lon' → '2' }
 */
export function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  let at = 0;
  const skip = (matches: (char: string) => boolean) => {
    const from = at;
    while (at < text.length && matches(text.charAt(at))) at++;
    return text.slice(from, at);
  };
  const value = () => {
    const quote = text.charAt(at);
    if (quote !== '"' && quote !== "'") return skip((char) => !blank.test(char) && char !== '/');
    at++;
    const quoted = skip((char) => char !== quote);
    at++;
    return quoted;
  };
  while (at < text.length) {
    skip((char) => blank.test(char) || char === '=' || char === '/');
    const name = skip((char) => !blank.test(char) && char !== '=' && char !== '/');
    skip((char) => blank.test(char));
    if (text.charAt(at) !== '=') continue;
    at++;
    skip((char) => blank.test(char));
    const local = localName(name);
    const given = value();
    if (!attributes.has(local)) attributes.set(local, decodeEntities(given));
  }
  return attributes;
}

/** `gpxx:rpt` → `rpt`, `TRKPT` → `trkpt`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
