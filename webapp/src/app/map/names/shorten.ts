/** Parts a text where a person would: some characters are several code units. */
const characters = new Intl.Segmenter();

/**
 * The text, or its beginning and an ellipsis if it is wider than `mostWidth`.
 *
 * @param widthOf of a text, in the same unit as `mostWidth`; a longer text is not narrower.
 */
export function shorten(
  text: string,
  mostWidth: number,
  widthOf: (text: string) => number,
): string {
  if (widthOf(text) <= mostWidth) return text;
  const parts = Array.from(characters.segment(text), ({ segment }) => segment);
  let [fits, tooLong] = [0, parts.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (widthOf(beginning(parts, middle)) <= mostWidth) fits = middle;
    else tooLong = middle;
  }
  return beginning(parts, fits);
}

function beginning(parts: readonly string[], count: number): string {
  return `${parts.slice(0, count).join('').trimEnd()}…`;
}
