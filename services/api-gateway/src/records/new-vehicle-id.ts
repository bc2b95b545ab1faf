import { randomInt } from 'node:crypto';

/** Without letters and digits that look alike. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz';
/** So many tell nobody which ids others have: one in 900 million is another's. */
const count = 6;

/** An id has 100 characters at most. */
const longestName = 90;

/** An id for a vehicle of this name that is none of `taken`: the name is in it, for who reads reports. */
export function newVehicleId(name = 'Vehicle', taken: ReadonlySet<string> = new Set()): string {
  const begins = name.slice(0, longestName).trimEnd().toWellFormed();
  for (;;) {
    const mark = Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('');
    const id = `${begins} ${mark}`;
    if (!taken.has(id)) return id;
  }
}
