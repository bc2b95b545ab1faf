/** Where an XML declaration and the first characters of a file are found. */
const headBytes = 256;

/** How UTF-16 looks like without a mark: every other byte of Latin text is zero. */
const zeroShare = 0.3;

/**
 * The text of a file, in whatever encoding it is: by its byte order mark, else by its zeros (UTF-16), else as
 * its XML declaration says, else UTF-8. What cannot be decoded becomes U+FFFD, since only numbers matter.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding =
    markedEncoding(bytes) ?? wideEncoding(bytes) ?? declaredEncoding(bytes) ?? 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, headBytes);
  const zeros = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // A text of zeros alone has as many at both places.
  if (Math.abs(even - odd) < head.length * zeroShare) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** `undefined` where nothing is declared, or what nobody knows, or UTF-16 by a file that is not. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1');
  const label = /<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/.exec(head)?.[1];
  if (label === undefined || /^utf-?16/i.test(label)) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // A RangeError: the platform does not know the label.
    return undefined;
  }
}
