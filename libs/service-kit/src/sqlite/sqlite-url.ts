import { resolve } from 'node:path';

const scheme = 'sqlite:';

/** Whether a URL names a database file, as `sqlite:/var/lib/fleetman/fleet.db` does. */
export function isSqliteUrl(url: string): boolean {
  return url.startsWith(scheme);
}

/** The absolute path of the file; a relative one begins where the program was started. */
export function sqlitePath(url: string): string {
  return resolve(url.slice(scheme.length));
}

/** Why a URL that begins with `sqlite:` names no file; `undefined` if it does. */
export function sqliteUrlProblem(url: string): string | undefined {
  const path = url.slice(scheme.length);
  if (path === '' || path.endsWith('/')) return 'it names no file';
  if (/^\/\/[^/]/.test(path)) return 'a path follows the colon at once';
  return undefined;
}
