/** The languages that the page is written in. */
const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/** The name under which the browser remembers the language that somebody chose. */
export const rememberedLanguage = 'fleetman.language';

/**
 * The language to show: what this person chose, else the first of the browser's languages that the
 * page knows, else English.
 */
export function chooseLanguage(remembered: unknown, wanted: readonly string[]): Language {
  const known = (tag: unknown): Language | undefined =>
    languages.find((language) => tag === language);
  // `ko-KR` is Korean: what counts is the part before the first hyphen.
  const [first] = wanted.flatMap((tag) => known(tag.toLowerCase().split('-')[0]) ?? []);
  return known(remembered) ?? first ?? 'en';
}
