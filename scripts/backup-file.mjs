import { resolve } from 'node:path';

/**
 * The one file that a command names, as an absolute path. npm runs scripts in the repository's folder;
 * a relative path is meant from where the user is.
 */
export function fileArgument(usage) {
  const files = process.argv.slice(2);
  if (files.length !== 1 || files[0].startsWith('-')) {
    fail(`${files.length === 0 ? 'nothing' : files.join(' ')} given, expected a file: ${usage}`);
  }
  return resolve(process.env.INIT_CWD ?? process.cwd(), files[0]);
}

/** The file beside a backup of positions that holds the registry: `fleet.registry.ndjson.gz` for `fleet.ndjson.gz`. */
export function registryFileOf(file) {
  return file.replace(/(\.ndjson)?(\.gz)?$/, '.registry$1$2');
}

/** Says what went wrong, and ends the program with 1. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
