/**
 * A JSON file beside the page; `undefined` if its server has none, or something else by that name. For
 * {@link keepTrying}, or a `PartLoader`.
 *
 * @throws if the server cannot be reached, or fails: then it is worth another try.
 */
export async function fetchJson<File>(
  url: string,
  options?: RequestInit,
): Promise<File | undefined> {
  const response = await fetch(url, options);
  if (response.status >= 500) throw new Error(`${url} answered ${response.status}.`);
  if (!response.ok) return undefined;
  try {
    // Our own file, which the build or the container has made.
    return (await response.json()) as File;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
