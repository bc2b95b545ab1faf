import { OwnMapError } from './own-map-error';

/** How long the page waits for an answer, or for the next part of it, before it goes on without. */
const patienceMs = 8_000;

/**
 * The largest file that is read as a whole: of 200 MB a browser makes some 2 GB in memory. PMTiles are
 * read in parts and may be of any size.
 */
const largestBytes = 200_000_000;

/** How much of a file has come, in bytes; `total` where its server says it. */
export interface Progress {
  readonly loaded: number;
  readonly total: number | undefined;
}

/**
 * Asks for a part of the file, as `bytes=0-7`.
 *
 * @throws OwnMapError where it is not there, or not in time.
 */
export async function fetchPart(address: string, range: string): Promise<Response> {
  return ask(address, { headers: { Range: range }, signal: AbortSignal.timeout(patienceMs) });
}

/**
 * Loads the whole file, as long as more of it comes.
 *
 * @throws OwnMapError where it is not there, stops coming, or is too large.
 */
export async function fetchWhole(
  address: string,
  tell: (progress: Progress) => void,
): Promise<Blob> {
  const stopping = new AbortController();
  let timer = setTimeout(stop, patienceMs);
  function stop(): void {
    stopping.abort();
  }
  try {
    const response = await ask(address, { signal: stopping.signal });
    const parts = await collect(response, (progress) => {
      clearTimeout(timer);
      timer = setTimeout(stop, patienceMs);
      tell(progress);
    });
    return new Blob(parts);
  } catch (cause) {
    throw cause instanceof OwnMapError ? cause : new OwnMapError('missing', { cause });
  } finally {
    clearTimeout(timer);
    stop();
  }
}

async function ask(address: string, options: RequestInit): Promise<Response> {
  try {
    const response = await fetch(address, options);
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    return response;
  } catch (cause) {
    // Whatever it was (no network, another origin's refusal, 404), the file cannot be had.
    throw new OwnMapError('missing', { cause });
  }
}

async function collect(
  { body, headers }: Response,
  tell: (progress: Progress) => void,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const length = Number(headers.get('Content-Length') ?? 0);
  if (length > largestBytes) throw new OwnMapError('too-large');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = body?.getReader();
  let loaded = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    parts.push(part.value);
    loaded += part.value.length;
    if (loaded > largestBytes) throw new OwnMapError('too-large');
    // A compressed answer is longer than it says.
    tell({ loaded, total: loaded <= length ? length : undefined });
  }
  return parts;
}
