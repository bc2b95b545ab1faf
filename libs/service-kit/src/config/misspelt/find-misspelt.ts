import { editDistance } from './edit-distance.ts';
import { otherNames, settingNames } from './setting-names.ts';

/** A variable that is set but read by nobody, and the setting that was probably meant. */
export interface Misspelling {
  readonly given: string;
  readonly meant: string;
}

/** A name of fewer letters is near too many others: only its plural or singular is taken for it. */
const leastLetters = 6;
const leastForPlural = 4;

/** Two wrong letters make another word of a short name: `TRACE` is no `TRACKS`. */
const lettersForTwo = 9;

/** Longer names are none of ours; comparing takes time with the square of it. */
const mostLetters = 40;

/** More are left out of the log: there something else is wrong. */
const mostFound = 10;

/** Variables of systems, shells and tools, and those in which Kubernetes names its Services. */
const ordinary =
  /^(?:npm|node|lc|xdg|kubernetes|docker|git|github|gitlab|ci|java|jdk|ssh|vscode|jest|pnpm|gpg|dbus|wsl|term|python|playwright)_|_(?:service_host|service_port|tcp|udp|sctp)$|_(?:tcp|udp|sctp)_(?:addr|port|proto)$|_service_port_/i;

/**
 * The variables whose names are nearly those of settings. A setting that is given by its right name
 * as well, and whatever is an ordinary variable elsewhere, is passed over.
 */
export function findMisspelt(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[] = settingNames,
): readonly Misspelling[] {
  const isKnown = new Set(known);
  const found: Misspelling[] = [];
  for (const [given, value] of Object.entries(environment)) {
    if (!value || given.length > mostLetters || isKnown.has(given) || ordinary.test(given))
      continue;
    if (given.endsWith('_FILE') && isKnown.has(given.slice(0, -'_FILE'.length))) continue;
    const meant = settingLike(given, known);
    if (meant !== undefined && !environment[meant]) found.push({ given, meant });
    if (found.length === mostFound) break;
  }
  return found;
}

/** One sentence for each misspelling: "VEHICLE is not a setting; did you mean VEHICLES?". */
export function describeMisspelling({ given, meant }: Misspelling): string {
  return `${given} is not a setting; did you mean ${meant}?`;
}

function settingLike(given: string, known: readonly string[]): string | undefined {
  // Written as a property (`spring.profiles.active`) or in small letters.
  const name = given.toUpperCase().replace(/[.-]/g, '_');
  const other = otherNames.get(name);
  if (other !== undefined) return other;
  const distances = known.map((setting) => ({ setting, distance: distance(name, setting) }));
  const [nearest] = distances.sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= 2 ? nearest.setting : undefined;
}

/** From 0, the same but for its writing, to 2; infinite for another name. */
function distance(name: string, setting: string): number {
  if (withoutUnderscores(name) === withoutUnderscores(setting)) return 0;
  const isPlural = name === `${setting}S` || `${name}S` === setting;
  if (isPlural && name.length >= leastForPlural) return 0.5;
  if (Math.min(name.length, setting.length) < leastLetters - 1) return Infinity;
  if (setting.length < leastLetters) return Infinity;
  if (isBeginningOf(setting, name) || isBeginningOf(name, setting)) return 2;
  const most = setting.length < lettersForTwo ? 1 : 2;
  if (Math.abs(name.length - setting.length) > most) return Infinity;
  const letters = editDistance(name, setting);
  return letters <= most ? letters : Infinity;
}

function withoutUnderscores(name: string): string {
  return name.replaceAll('_', '');
}

/** `REPORT_INTERVAL` of `REPORT_INTERVAL_MS`: two words or more, and then another. */
function isBeginningOf(shorter: string, longer: string): boolean {
  return shorter.includes('_') && longer.startsWith(`${shorter}_`);
}
