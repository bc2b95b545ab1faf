/** How a time ends: `Z`, or `+0000` for the Java gateway, whose pattern `yyyy-MM-dd'T'HH:mm:ss.SSSZ` reads no `Z`. */
export type ZoneSuffix = 'Z' | '+0000';

/** How the answers that the Java system knows write the zone of their times. */
export abstract class TimeZone {
  abstract readonly suffix: ZoneSuffix;
}

/** A time as `toISOString` writes it, where a position states one: quotes within a name are escaped. */
const isoTimestamp = /("timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z"/g;

/** Positions as JSON, with times that end so. */
export function withZone(json: string, zone: ZoneSuffix): string {
  return zone === 'Z' ? json : json.replace(isoTimestamp, `$1${zone}"`);
}
