/** Longer ones are no views of the page. */
const longestPath = 2_000;

/**
 * Where somebody goes who has logged in, as a whole address: the path that the page gave if it is one of this site,
 * else the page. Nobody can be sent to another site by a link to a login of ours.
 */
export function backAddress(given: unknown, pageUrl: URL): string {
  if (typeof given !== 'string' || given.length > longestPath) return pageUrl.href;
  // Browsers take a backslash for a slash, and leave out tabs and line breaks.
  const isPath = /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given) && URL.canParse(given, pageUrl.href);
  const address = isPath ? new URL(given, pageUrl) : pageUrl;
  return address.origin === pageUrl.origin ? address.href : pageUrl.href;
}
