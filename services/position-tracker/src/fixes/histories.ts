import type { DetailField } from '@fleetman/contract';
import type { JudgedFix } from '@fleetman/motion';
import type { FixDetail } from './fix-detail.ts';
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
  /** What it needs of the fixes. */
  readonly detail: FixDetail;
  /** One fix as JSON. */
  readonly write: (fix: HistoryFix) => string;
}

/** As the tracker answers histories (`historyPosition`), with times that end in `zone`: `Z` or `+0000`. */
export function positionForm(
  vehicle: string,
  zone: string,
  fields: readonly DetailField[] = [],
): HistoryForm {
  const head = `{"name":${JSON.stringify(vehicle)},"lat":`;
  const place = (own: HistoryFix) =>
    `${head}${own.fix.lat},"longitude":${own.fix.lng},${writeRest(own, zone)}`;
  return { order: -1, ...withDetails(place, fields) };
}

/** As the gateway answers them (`trackPoint`). */
export function trackForm(fields: readonly DetailField[] = []): HistoryForm {
  const place = (own: HistoryFix) =>
    `{"lat":${own.fix.lat},"lng":${own.fix.lng},${writeRest(own, 'Z')}`;
  return { order: 1, ...withDetails(place, fields) };
}

/** A form that says beside what was asked for. `place` writes an object whose brace is left open. */
function withDetails(
  place: (own: HistoryFix) => string,
  fields: readonly DetailField[],
): Pick<HistoryForm, 'detail' | 'write'> {
  if (fields.length === 0) return { detail: 'motion', write: (own) => `${place(own)}}` };
  return {
    detail: fields.includes('attributes') ? 'all' : 'measured',
    write: (own) => `${place(own)}${writeDetails(own.fix, fields)}}`,
  };
}

/** Each of these fields that the fix has; attributes are an object's text already. */
function writeDetails(fix: Fix, fields: readonly DetailField[]): string {
  let text = '';
  for (const name of fields) {
    const value = fix[name];
    if (value === undefined) continue;
    text += `,"${name}":${name === 'attributes' ? value : JSON.stringify(value)}`;
  }
  return text;
}

/**
 * What both forms say after the place, up to the closing brace. By hand, since it is a third of the time of objects that `JSON.stringify`
 * writes: all values are finite numbers and words without quotes.
 */
function writeRest({ fix, judged }: HistoryFix, zone: string): string {
  const { doubt, isStanding, way, speed, metres } = judged;
  const time = fix.time.toISOString().slice(0, -1);
  const said =
    (doubt === undefined ? '' : `"doubt":"${doubt}",`) +
    (isStanding ? '"standing":true,' : '') +
    (way !== 'driven' && doubt === undefined ? `"way":"${way}",` : '');
  return `"timestamp":"${time}${zone}","speed":${toMph(speed)},${said}"metres":${rounded(metres, 10)}`;
}
