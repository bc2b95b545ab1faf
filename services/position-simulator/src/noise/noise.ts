import * as z from 'zod';

/** What can go wrong with reports beside the usual metres. */
const noiseKinds = ['jumps', 'silences', 'late', 'void', 'coarse'] as const;

/** A kind of disturbance: see the README's settings. */
export type NoiseKind = (typeof noiseKinds)[number];

/** How the reports of a fleet differ from the truth. */
export interface Noise {
  /** Standard deviation of a fix to the north and to the east; 0: exact. */
  readonly metres: number;
  readonly kinds: ReadonlySet<NoiseKind>;
}

/** Worse is no receiver but a cell tower, which `coarse` stands for. */
const mostMetres = 100;

const hint = `expected off, metres up to ${mostMetres} and any of ${noiseKinds.join(', ')}, like 5m or 5m,jumps,late`;

/**
 * Reads the setting: `off`, or a list of metres and kinds in any order. `undefined` is a drive without noise.
 *
 * @throws Error that says what is expected.
 *
 * @example readNoise('5m,jumps') // { metres: 5, kinds: new Set(['jumps']) }
 */
export function readNoise(text: string): Noise | undefined {
  if (text === 'off' || text === '0') return undefined;
  const items = text.split(',').map((item) => item.trim());
  const [metres = 0, ...furtherMetres] = items.map(metresOf).filter((each) => each !== undefined);
  const kinds = new Set(noiseKinds.filter((kind) => items.includes(kind)));
  const isUnderstood = items.every(
    (item) => metresOf(item) !== undefined || noiseKinds.some((kind) => kind === item),
  );
  if (!isUnderstood || furtherMetres.length > 0) throw new Error(hint);
  return { metres, kinds };
}

function metresOf(item: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,3})?)m$/.exec(item);
  const metres = Number(match?.[1]);
  return metres > 0 && metres <= mostMetres ? metres : undefined;
}

/** The setting as a schema; off by default. */
export const noiseSetting = z
  .string()
  .transform((text, context) => {
    try {
      return readNoise(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  })
  .prefault('off');
