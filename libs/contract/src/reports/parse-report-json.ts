/** What JSON says, or why it is none. */
export type ParsedJson = { readonly value: unknown } | { readonly error: string };

/**
 * Strings, and the numbers that Python's `json` and others write although JSON has none. A string that
 * never ends matches to the end of the text, so that each character is looked at once.
 */
const stringsAndNonNumbers = /"(?:[^"\\]|\\[^])*"?|-?Infinity|NaN/g;

/**
 * Parses a message as JSON. A byte-order mark before it, NULs after it (a C string's end) and the
 * non-numbers `NaN` and `Infinity`, read as texts, do no harm. Never throws.
 */
export function parseReportJson(body: string): ParsedJson {
  const text = withoutWrapping(body);
  const parsed = parse(text);
  if ('value' in parsed || !/NaN|Infinity/.test(text)) return parsed;
  const corrected = text.replace(stringsAndNonNumbers, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  const again = parse(corrected);
  return 'value' in again ? again : parsed;
}

function withoutWrapping(body: string): string {
  const start = body.startsWith('\uFEFF') ? 1 : 0;
  let end = body.length;
  while (end > start && body[end - 1] === '\0') end--;
  return body.slice(start, end);
}

function parse(text: string): ParsedJson {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    // The only thing JSON.parse throws is a SyntaxError: the sender's mistake, not ours.
    return { error: (error as SyntaxError).message };
  }
}
