import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dockerEnd } from '../docker.ts';

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

/** Why nothing can be tested here; empty where all is there. */
export async function findWhatIsMissing(): Promise<string> {
  try {
    if ((await dockerEnd('info')).code !== 0) return 'the Docker engine does not answer';
  } catch (error) {
    return `there is no docker here (${String(error)})`;
  }
  // The names are ours, the objects' keys are what they are declared to be.
  const names = Object.keys(releases) as ImageName[];
  for (const image of names.map((name) => imageOf(name))) {
    const { code } = await dockerEnd('image', 'inspect', image);
    if (code !== 0) return `there is no image ${image}; \`npm run images\` builds it`;
  }
  return '';
}
