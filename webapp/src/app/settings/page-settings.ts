/** Which map lies under the vehicles. */
export type MapStyle = 'bundled' | 'online';

/** What `config.json` beside the page may say; the container writes it from its environment. */
export interface ConfigFile {
  readonly mapStyle?: unknown;
  readonly release?: unknown;
  readonly version?: unknown;
  readonly staleAfter?: unknown;
  readonly silentAfter?: unknown;
  readonly baseMap?: unknown;
}

/** How this page was set up. One image serves several releases, told apart by what they show. */
export class PageSettings {
  /** The map to start with, where this person has not chosen. */
  readonly mapStyle: MapStyle;
  /** The course's release name; `undefined` for the whole page. */
  readonly release: string | undefined;
  readonly version: string;
  /** How old a vehicle's last report is, in milliseconds, when the vehicle begins to fade. */
  readonly staleAfterMs: number;
  /** How old a vehicle's last report is, in milliseconds, when the vehicle counts as silent. */
  readonly silentAfterMs: number;
  /** The address of a PMTiles or GeoJSON file that takes the place of the bundled map. */
  readonly baseMap: string | undefined;
  /** Whether this is the page with all that it can, not one of the course's releases. */
  readonly isFullPage: boolean;
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
    this.release = textIn(config.release);
    this.version = textIn(config.version) ?? '';
    this.staleAfterMs = durationIn(config.staleAfter) ?? 60_000;
    this.silentAfterMs = durationIn(config.silentAfter) ?? 300_000;
    this.baseMap = textIn(config.baseMap);
    this.isFullPage = this.release === undefined;
    this.hasPanels = this.release !== '0';
    this.hasFleet = this.release !== '0' && this.release !== '0-5';
    this.hasHistory = this.hasFleet && this.release !== '1';
  }
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function durationIn(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}
