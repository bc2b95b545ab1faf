import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { ConfigError } from '../errors.ts';
import { describeMisspelling, findMisspelt } from './misspelt/find-misspelt.ts';
import { readProfiles, springProfiles } from './spring-profiles.ts';

/** The variables of a process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings from environment variables. `X_FILE` names a file that holds the value of `X` (a
 * mounted secret) for every `X` that ends in `_URL` or `_SECRET`. An empty variable counts as not set.
 * What is not set then is preset by `SPRING_PROFILES_ACTIVE`.
 *
 * @throws ConfigError naming every wrong variable with what was given and what was expected, and the
 * misspelt ones beside.
 */
export function loadConfig<C>(schema: z.ZodType<C>, environment: Environment = process.env): C {
  const problems: string[] = [];
  const values = readVariables(environment, problems);
  const result = schema.safeParse(values);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const name = issue.path.join('.');
      problems.push(`${name}: ${describeGiven(name, values[name])}, ${issue.message}`);
    }
  }
  if (problems.length > 0 || !result.success)
    throw new ConfigError([...problems, ...misspeltSettings(environment)]);
  return result.data;
}

/**
 * A sentence for each variable whose name is nearly that of a setting. Nobody reads such a variable, so
 * a process says so once, when it starts.
 */
export function misspeltSettings(environment: Environment = process.env): readonly string[] {
  return findMisspelt(environment).map(describeMisspelling);
}

function readVariables(environment: Environment, problems: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (!value) continue;
    if (/_(URL|SECRET)_FILE$/.test(name))
      readSecret(name, value, { values, environment, problems });
    else values[name] = value;
  }
  return { ...presets(values[springProfiles], problems), ...values };
}

function presets(profiles: string | undefined, problems: string[]): Record<string, string> {
  if (profiles === undefined) return {};
  const result = readProfiles(profiles);
  if ('presets' in result) return result.presets;
  problems.push(result.problem);
  return {};
}

interface Reading {
  readonly values: Record<string, string>;
  readonly environment: Environment;
  readonly problems: string[];
}

function readSecret(name: string, path: string, { values, environment, problems }: Reading): void {
  const target = name.slice(0, -'_FILE'.length);
  if (environment[target]) {
    problems.push(`${name}: given beside ${target}, expected only one of the two`);
    return;
  }
  try {
    values[target] = readFileSync(path, 'utf8').trim();
  } catch (error) {
    // The file is missing or may not be read: the setting is wrong, and the reason says how.
    problems.push(`${name}: "${path}" given, expected a readable file (${String(error)})`);
  }
}

function describeGiven(name: string, value: string | undefined): string {
  if (value === undefined) return 'nothing given';
  if (name.endsWith('_SECRET')) return `${value.length} characters given`;
  return `"${name.endsWith('_URL') ? hidePassword(value) : value}" given`;
}

/**
 * Leaves a URL without its password, for logs and messages. What stands between the first colon of
 * the authority and the last `@` is taken for it, so that an unencoded `/` or `@` shows nothing.
 */
export function hidePassword(url: string): string {
  const authority = /\/\/[^/:@]*:/.exec(url);
  const passwordEnds = url.lastIndexOf('@');
  if (!authority) return url;
  const passwordBegins = authority.index + authority[0].length;
  if (passwordEnds < passwordBegins) return url;
  return `${url.slice(0, passwordBegins)}***${url.slice(passwordEnds)}`;
}
