import { PageSettings, type ConfigFile } from '../settings/page-settings';
import { fetchJson, keepTrying } from './keep-trying';

/** How long the page waits for its settings, in milliseconds: without them there is nothing to see. */
const patienceMs = 10_000;

/**
 * Reads `config.json`, never from a cache. A server that cannot be reached is asked again: a release of
 * the course with the defaults would be another page. They hold if there is no such file, or if it does
 * not come in time.
 */
export async function loadPageSettings(): Promise<PageSettings> {
  // Every field is checked by PageSettings.
  return new PageSettings(await keepTrying(readFile));
}

async function readFile(): Promise<ConfigFile | undefined> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    return await fetchJson<ConfigFile>('config.json', { cache: 'no-store', signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
