import {
  changesWaitMs,
  keyHolder,
  registryVersions,
  type DeviceSigns,
  type KeyHolder,
  type KeyQuestion,
  type RegistryVersions,
} from '@fleetman/contract/registry';
import { describeError } from '@fleetman/toolkit';

/** How long the registry may take to answer, in milliseconds. */
const answerMs = 5_000;

/** Asks a fleet-registry over HTTP. All reject, with a sentence for the operator, if it gives no good answer. */
export class RegistryClient {
  readonly #url: string;

  /** `url` is where the registry listens, with or without a slash at the end. */
  constructor(url: string) {
    this.#url = url.replace(/\/$/, '');
  }

  /** Who holds a key or a device; undefined if nobody does. */
  async resolve(question: KeyQuestion): Promise<KeyHolder | undefined> {
    const response = await this.#post('/internal/keys/resolve', question);
    // A 404 of something else that listens there would turn all devices away.
    if (response.status === 404 && (await isOurs(response))) return undefined;
    return keyHolder.parse(await readGood(response));
  }

  /** Says what devices did. */
  async tell(signs: DeviceSigns): Promise<void> {
    const response = await this.#post('/internal/signs', signs);
    if (!response.ok) await readGood(response);
  }

  /** Waits until the versions are others than the known ones, for 20 s at most. */
  async changes(
    known: RegistryVersions | undefined,
    signal: AbortSignal,
  ): Promise<RegistryVersions> {
    const query = Object.entries(known ?? {}).map(([topic, version]) => `${topic}=${version}`);
    const response = await fetch(`${this.#url}/internal/changes?${query.join('&')}`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(changesWaitMs + 2 * answerMs)]),
    });
    return registryVersions.parse(await readGood(response));
  }

  async #post(path: string, body: unknown): Promise<Response> {
    try {
      return await fetch(this.#url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(answerMs),
      });
    } catch (error) {
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      throw new Error(`The registry does not answer: ${describeError(cause)}`, { cause: error });
    }
  }
}

async function isOurs(response: Response): Promise<boolean> {
  return (await response.text()).includes('urn:fleetman:not-found');
}

async function readGood(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  await response.body?.cancel();
  throw new Error(`The registry answers with ${response.status}`);
}
