import type { JudgedFix } from '@fleetman/motion';
import type { Fix } from './fix.ts';
import { rounded, toMph } from './units.ts';

/** A fix of a history and what is known of it. */
export interface HistoryFix {
  readonly fix: Fix;
  readonly judged: JudgedFix;
}

/** How histories are written. */
export interface HistoryForm {
  /** 1: oldest first, -1: newest first. */
  readonly order: 1 | -1;
  /** One fix as JSON. */
  readonly write: (fix: HistoryFix) => string;
}

/** As the tracker answers histories (`historyPosition`), with times that end in `zone`: `Z` or `+0000`. */
export function positionForm(vehicle: string, zone: string): HistoryForm {
  const head = `{"name":${JSON.stringify(vehicle)},"lat":`;
  return {
    order: -1,
    write: (own) => `${head}${own.fix.lat},"longitude":${own.fix.lng},${writeRest(own, zone)}`,
  };
}

/** As the gateway answers them (`trackPoint`). */
export const trackForm: HistoryForm = {
  order: 1,
  write: (own) => `{"lat":${own.fix.lat},"lng":${own.fix.lng},${writeRest(own, 'Z')}`,
};

/**
 * What both forms say after the place. By hand, since it is a third of the time of objects that `JSON.stringify`
 * writes: all values are finite numbers and words without quotes.
 */
function writeRest({ fix, judged }: HistoryFix, zone: string): string {
  const { doubt, isStanding, way, speed, metres } = judged;
  const time = fix.time.toISOString().slice(0, -1);
  const said =
    (doubt === undefined ? '' : `"doubt":"${doubt}",`) +
    (isStanding ? '"standing":true,' : '') +
    (way !== 'driven' && doubt === undefined ? `"way":"${way}",` : '');
  return `"timestamp":"${time}${zone}","speed":${toMph(speed)},${said}"metres":${rounded(metres, 10)}}`;
}
