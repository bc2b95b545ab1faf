import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Of the whole repository, and so of its images. */
export const version = (
  JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string }
).version;

/** Every image, with the tags of the course's releases that stand for a default of one setting. */
export const releases = {
  'position-simulator': ['release1', 'release2'],
  'position-tracker': ['release1', 'release2', 'release3'],
  'api-gateway': ['release1', 'release2'],
  webapp: ['release0', 'release0-5', 'release1', 'release2'],
  queue: ['release1', 'release2'],
} as const;

/** The name of an image without its `fleetman-`. */
export type ImageName = keyof typeof releases;

/** `fleetman-webapp:0.1.0` for `webapp`, or with another tag. */
export function imageOf(name: ImageName, tag: string = version): string {
  return `fleetman-${name}:${tag}`;
}
