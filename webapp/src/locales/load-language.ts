import { chooseLanguage, rememberedLanguage, type Language } from './language';

/**
 * Makes the page speak the language of its reader, and says so in `<html lang>`. It must have ended
 * before anything is rendered: a text is translated where it is first used, and stays so. A
 * language other than English is loaded only where it is read.
 */
export async function loadLanguage(): Promise<void> {
  const language = chooseLanguage(readRemembered(), navigator.languages);
  try {
    await translate(language);
    document.documentElement.lang = language;
  } catch {
    // The file of this language cannot be loaded: English is better than nothing.
    document.documentElement.lang = 'en';
  }
}

async function translate(language: Language): Promise<void> {
  switch (language) {
    case 'en':
      return;
    case 'ko': {
      const [{ loadTranslations }, { ko }] = await Promise.all([
        import('@angular/localize'),
        import('./ko'),
      ]);
      loadTranslations(ko);
    }
  }
}

function readRemembered(): string | null {
  try {
    return localStorage.getItem(rememberedLanguage);
  } catch {
    // A browser that forbids storage throws on the mere mention of it.
    return null;
  }
}
