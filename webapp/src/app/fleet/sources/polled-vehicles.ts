import { toVehicle, type Vehicle } from '../../vehicle/vehicle';

/** What a gateway answers to `GET /vehicles/`. */
export interface PolledVehicles {
  /** Those that have a name, a place and a time. */
  readonly vehicles: readonly Vehicle[];
  /** Whether the gateway is one of ours, which can be asked for the fleet's past; the Java one cannot. */
  readonly isOurs: boolean;
}

/** More than any gateway has; the rest of a longer answer is left out. */
const mostVehicles = 200_000;

/**
 * Reads a list of positions of any gateway: ours, or the Java one, which writes times with the zone
 * `+0000`, numbers with up to 21 digits and no heading. Throws where it is no list.
 */
export function readPolledVehicles(answer: unknown): PolledVehicles {
  if (!Array.isArray(answer))
    throw new Error('something else than a list of vehicles was answered');
  const entries = answer.slice(0, mostVehicles).filter(isObject);
  return {
    vehicles: entries.map(readEntry).filter((vehicle) => vehicle !== undefined),
    isOurs: entries.some((entry) => 'heading' in entry),
  };
}

type Entry = Readonly<Record<string, unknown>>;

function isObject(entry: unknown): entry is Entry {
  return typeof entry === 'object' && entry !== null;
}

function readEntry(entry: Entry): Vehicle | undefined {
  const { name } = entry;
  if (typeof name !== 'string') return undefined;
  return toVehicle({
    name,
    lat: numberIn(entry['lat']),
    longitude: numberIn(entry['longitude'] ?? entry['long'] ?? entry['lng']),
    timestamp: timeIn(entry['timestamp']),
    speed: numberIn(entry['speed']),
    heading: numberIn(entry['heading']),
  });
}

/** NaN where it is no number; the queue's own messages write numbers as text. */
function numberIn(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value.slice(0, 64)) : NaN;
}

/** A zone without a colon is Java's; not every browser reads it. */
function timeIn(value: unknown): string {
  return typeof value === 'string' ? value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : '';
}
