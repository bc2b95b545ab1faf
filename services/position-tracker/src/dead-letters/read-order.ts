import { parseArgs } from 'node:util';

const verbs = ['list', 'show', 'replay', 'drop'] as const;

/** What an operator wants done with dead letters. */
export interface Order {
  readonly verb: (typeof verbs)[number];
  /** Only letters of this cause. */
  readonly cause: string | undefined;
  /** Only so many of them, the oldest. */
  readonly count: number;
}

const usage =
  'expected list, show, replay or drop, and then perhaps --cause CAUSE and --count N (drop: one of them, or --all)';

/** Reads a command line; throws an `Error` that says what was given and what was expected. */
export function readOrder(args: readonly string[]): Order {
  const { positionals, values } = parse(args);
  const verb = verbs.find((known) => known === positionals[0]);
  if (!verb || positionals.length > 1) throw new Error(`"${args.join(' ')}" given, ${usage}`);
  const { cause, count, all } = values;
  // Nobody throws everything away by leaving something out.
  if (verb === 'drop' && cause === undefined && count === undefined && !all) throw new Error(usage);
  if (count !== undefined && !/^[1-9]\d{0,8}$/.test(count)) {
    throw new Error(`--count: "${count}" given, expected a number from 1`);
  }
  return { verb, cause, count: count === undefined ? Number.POSITIVE_INFINITY : Number(count) };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { cause: text, count: text, all: { type: 'boolean' } },
    });
  } catch (error) {
    throw new Error(`"${args.join(' ')}" given, ${usage}`, { cause: error });
  }
}
