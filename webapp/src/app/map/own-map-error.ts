/** Why a map of the operator's own cannot be shown. */
export type OwnMapTrouble =
  'missing' | 'no-ranges' | 'not-pmtiles' | 'not-geojson' | 'unknown-tiles' | 'empty';

/** There is no map of the operator's own, for this reason. */
export class OwnMapError extends Error {
  override readonly name = 'OwnMapError';
  readonly trouble: OwnMapTrouble;

  constructor(trouble: OwnMapTrouble, options?: ErrorOptions) {
    super(trouble, options);
    this.trouble = trouble;
  }
}

/** How long the page waits for a part of such a map before it goes on without. */
const patienceMs = 8_000;

/**
 * Asks for a part of the file, or for all of it.
 *
 * @throws OwnMapError where it is not there, or not in time.
 */
export async function request(address: string, range?: string): Promise<Response> {
  const headers = range === undefined ? {} : { Range: range };
  try {
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(patienceMs) });
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    return response;
  } catch (cause) {
    // Whatever it was (no network, another origin's refusal, 404), the file cannot be had.
    throw new OwnMapError('missing', { cause });
  }
}
