/** Version, trace, span and flags of W3C Trace Context, level 1; later versions may append to that. */
const traceparent = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * Reads the header `traceparent` (https://www.w3.org/TR/trace-context/). `undefined` unless it names a span
 * that is recorded: all others are of no use here.
 *
 * @example readTraceparent('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')
 */
export function readTraceparent(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length < 55 || given.length > 512) return undefined;
  const known = given.slice(0, 55);
  const isLonger = given.length > 55;
  if (!traceparent.test(known) || (isLonger && (known.startsWith('00') || given[55] !== '-'))) {
    return undefined;
  }
  const isRecorded = (Number.parseInt(known.slice(53), 16) & 1) === 1;
  return isRecorded ? `00${known.slice(2)}` : undefined;
}
