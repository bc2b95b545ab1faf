import { DOCUMENT, inject, InjectionToken } from '@angular/core';

/**
 * The locale to write numbers and dates in: the page's language, as it is written where the reader is
 * (`en-US` and `en-GB` put the day at different places), as far as the browser says.
 */
export const readingLocale = new InjectionToken('reading locale', {
  providedIn: 'root',
  factory: (): string => {
    const { documentElement, defaultView } = inject(DOCUMENT);
    const language = documentElement.lang || 'en';
    const own = defaultView?.navigator.languages.find((tag) => tag.split('-')[0] === language);
    return own ?? language;
  },
});

const countriesOfMiles = new Set(['US', 'GB']);

/** The unit of speed on the roads there; where the browser names a language only, where most speak it. */
export function unitOf(locale: string): 'mph' | 'km/h' {
  const { region } = new Intl.Locale(locale).maximize();
  return countriesOfMiles.has(region ?? '') ? 'mph' : 'km/h';
}

/** Whether people there count twelve hours, as far as the browser knows. */
export function countsTwelveHours(locale: string): boolean {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return hourCycle === 'h12' || hourCycle === 'h11';
}
