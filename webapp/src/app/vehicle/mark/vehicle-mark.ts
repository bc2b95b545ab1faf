import type { Vehicle as VehicleRecord } from '@fleetman/contract/registry';
import { symbolName, vehicleSymbols } from './vehicle-symbols';
import { toRgb } from '../speed-classes';

/** How a record has its vehicle look, beside the speed that its symbol on the map shows: see `vehicle-marks.css`. */
export interface VehicleMark {
  /**
   * One of those that there is a picture of; `dot` where only the colour is known. Behind it on a colour,
   * `light` or `dark`: in which the picture is told better from it.
   */
  readonly symbol: string;
  /** The kind in words; empty where it is not said. */
  readonly label: string;
  /** `#rrggbb` */
  readonly colour: string | undefined;
}

const inks = ['#ffffff', '#10151c'] as const;
const pictured: readonly string[] = vehicleSymbols;

/** The mark of a record that has a colour, or a kind with a picture. */
export function markOf({ symbol = '', colour }: VehicleRecord): VehicleMark | undefined {
  const isPictured = pictured.includes(symbol);
  if (!isPictured && colour === undefined) return undefined;
  return {
    symbol: (isPictured ? symbol : 'dot') + inkWord(colour),
    label: symbol === '' ? '' : symbolName(symbol),
    colour,
  };
}

/** The marks of those that have one, by their ids. */
export function marksOf(records: readonly VehicleRecord[]): ReadonlyMap<string, VehicleMark> {
  return new Map(
    records.flatMap((record): [string, VehicleMark][] => {
      const mark = markOf(record);
      return mark ? [[record.id, mark]] : [];
    }),
  );
}

/** Without a colour the picture has that of text. */
function inkWord(colour: string | undefined): string {
  if (colour === undefined) return '';
  return inkOn(colour) === inks[0] ? ' light' : ' dark';
}

/** Black or white: whichever is told better from the colour, by 4.3 to 1 at least. */
export function inkOn(colour: string): string {
  const [white, black] = inks;
  return contrast(colour, white) >= contrast(colour, black) ? white : black;
}

/** How well two colours are told apart, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = toRgb(colour).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
