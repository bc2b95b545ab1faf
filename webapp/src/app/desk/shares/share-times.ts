const hourMs = 3_600_000;

/** How long a vehicle can be shared with one choice, in milliseconds. */
export const shareSpans = [
  hourMs,
  4 * hourMs,
  12 * hourMs,
  24 * hourMs,
  3 * 24 * hourMs,
  7 * 24 * hourMs,
] as const;

/** The address that shows a share: what is behind the `#` no server gets to see, nor its log. */
export function shareLinkOf(token: string, baseUri: string): string {
  return `${new URL('.', baseUri).href}#/share/${token}`;
}
