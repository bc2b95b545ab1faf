import { tryUntil } from '../app/loading/keep-trying';
import { chooseLanguage, rememberedLanguage, type Language } from './language';

/** How long the page waits for the texts of its language, in milliseconds: then English is better than nothing. */
const patienceMs = 10_000;

/** Texts by their ids. */
type Texts = Readonly<Record<string, string>>;

/** The file of each language that the page itself does not hold. */
const files: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Texts>>> = {
  ko: async () => (await import('./ko')).ko,
};

/**
 * Makes the page speak the language of its reader, and says so in `<html lang>`. It must have ended
 * before anything is rendered: a text is translated where it is first used, and stays so. A
 * language other than English is loaded only where it is read; the page is in English if that file
 * cannot be had within 10 s.
 */
export async function loadLanguage(): Promise<void> {
  const language = chooseLanguage(readRemembered(), navigator.languages);
  const texts = language === 'en' ? undefined : await fetchTexts(files[language]);
  document.documentElement.lang = texts ? language : 'en';
}

/** The texts of a file, translated into from now on; `undefined` if it cannot be had in time. */
async function fetchTexts(load: () => Promise<Texts>): Promise<Texts | undefined> {
  const loadAll = () => Promise.all([import('@angular/localize'), load()]);
  const loaded = await tryUntil(AbortSignal.timeout(patienceMs), loadAll);
  if (!loaded) return undefined;
  const [{ loadTranslations }, texts] = loaded;
  loadTranslations(texts);
  return texts;
}

function readRemembered(): string | null {
  try {
    return localStorage.getItem(rememberedLanguage);
  } catch {
    // A browser that forbids storage throws on the mere mention of it.
    return null;
  }
}
