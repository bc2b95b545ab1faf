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
  'position-simulator': ['release1', 'release2', 'resources'],
  'position-receiver': ['resources'],
  'position-tracker': ['release1', 'release2', 'release3', 'release4', 'resources'],
  'fleet-registry': ['resources'],
  'api-gateway': ['release1', 'release2', 'performance', 'resources'],
  webapp: ['release0', 'release0-5', 'release1', 'release2', 'resources'],
  queue: ['release1', 'release2', 'resources'],
} as const;

/** What the course calls the webapp. */
const nameInCourse: Readonly<Record<string, string>> = { webapp: 'webapp-angular' };

/** Every name of an image by which a student's file may ask for it. */
export function courseNames(name: ImageName): readonly string[] {
  return [name, ...(nameInCourse[name] ? [nameInCourse[name]] : [])].flatMap((each) =>
    releases[name].flatMap((tag) => ['', '-arm64'].map((end) => `fleetman-${each}:${tag}${end}`)),
  );
}

/** The name of an image without its `fleetman-`. */
export type ImageName = keyof typeof releases;

/** `fleetman-webapp:0.1.0` for `webapp`, or with another tag. */
export function imageOf(name: ImageName, tag: string = version): string {
  return `fleetman-${name}:${tag}`;
}
