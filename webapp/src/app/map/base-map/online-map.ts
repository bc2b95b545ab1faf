import type { StyleSpecification } from 'maplibre-gl';
import type { Theme } from '../../settings/theme';

/** OpenFreeMap: public, needs no key, brings its own attribution. */
const styleUrls: Readonly<Record<Theme, string>> = {
  light: 'https://tiles.openfreemap.org/styles/liberty',
  dark: 'https://tiles.openfreemap.org/styles/dark',
};

/** How long somebody waits for a map before the bundled one is shown. */
const patienceMs = 8_000;

/** Fetches the online style; rejects where it cannot be had in time. */
export async function loadOnlineStyle(
  theme: Theme,
  signal: AbortSignal,
): Promise<StyleSpecification> {
  const response = await fetch(styleUrls[theme], {
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    referrerPolicy: 'no-referrer',
  });
  if (!response.ok) throw new Error(`The online map answered ${response.status}.`);
  // MapLibre checks the style itself and tells of what it cannot draw.
  return (await response.json()) as StyleSpecification;
}
