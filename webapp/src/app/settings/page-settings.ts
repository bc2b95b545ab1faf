/** Which map lies under the vehicles. */
export type MapStyle = 'bundled' | 'online';

/** What `config.json` beside the page may say; the container writes it from its environment. */
interface ConfigFile {
  readonly mapStyle?: unknown;
  readonly release?: unknown;
  readonly version?: unknown;
}

/** How this page was set up. One image serves several releases, told apart by what they show. */
export class PageSettings {
  /** The map to start with, where this person has not chosen. */
  readonly mapStyle: MapStyle;
  /** The course's release name; `undefined` for the whole page. */
  readonly release: string | undefined;
  readonly version: string;
  /** Whether there is a header and a list: not in release 0. */
  readonly hasPanels: boolean;
  /** Whether live vehicles are shown: in neither release 0 nor 0-5, which have no back end. */
  readonly hasFleet: boolean;
  /** Whether the selected vehicle's route is shown: from release 2 on. */
  readonly hasHistory: boolean;

  constructor(config: ConfigFile = {}) {
    this.mapStyle = [undefined, null, '', 'off'].includes(config.mapStyle as string | undefined)
      ? 'bundled'
      : 'online';
    this.release = typeof config.release === 'string' ? config.release : undefined;
    this.version = typeof config.version === 'string' ? config.version : '';
    this.hasPanels = this.release !== '0';
    this.hasFleet = this.release !== '0' && this.release !== '0-5';
    this.hasHistory = this.hasFleet && this.release !== '1';
  }
}

/** Reads `config.json`, never from a cache; the defaults hold where it cannot be read. */
export async function loadPageSettings(): Promise<PageSettings> {
  try {
    const response = await fetch('config.json', { cache: 'no-store' });
    // Every field is checked by PageSettings.
    return new PageSettings(response.ok ? ((await response.json()) as ConfigFile) : {});
  } catch {
    // No file, no network or no JSON: the page works with its defaults.
    return new PageSettings();
  }
}
