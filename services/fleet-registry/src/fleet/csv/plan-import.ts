import { deviceName, vehicleRecord, type Device, type Vehicle } from '@fleetman/contract/registry';
import type { LineProblem, VehicleRow } from './read-vehicle-rows.ts';

/** Who is in the fleet before an import. */
export interface KnownFleet {
  readonly vehicles: readonly Vehicle[];
  readonly devices: readonly Device[];
}

/** What an import makes, and what is wrong with the lines that it leaves out. */
export interface ImportPlan {
  readonly vehicles: readonly Vehicle[];
  readonly devices: readonly Device[];
  readonly problems: readonly LineProblem[];
}

/**
 * Makes records of rows. A cell that is empty leaves what is known of a vehicle as it is; a vehicle without
 * an id has its name as its id. A row that cannot be is left out whole.
 */
export function planImport(rows: readonly VehicleRow[], known: KnownFleet): ImportPlan {
  const vehicles = new Map(known.vehicles.map((vehicle) => [vehicle.id, vehicle]));
  const holders = new Map(known.devices.map(({ id, vehicle }) => [id, vehicle]));
  const lines = new Map<string, number>();
  const plan = { vehicles: new Map<string, Vehicle>(), devices: new Map<string, Device>() };
  const problems: LineProblem[] = [];
  for (const { line, cells } of rows) {
    const id = cells.id ?? cells.name ?? '';
    const { retired, device, ...texts } = cells;
    const problem =
      problemOfTwice(lines.get(id)) ??
      problemOfFlag(retired) ??
      problemOfDevice(device, id, { holders, vehicles });
    const record = vehicleRecord.safeParse({
      ...{ name: id, retired: false },
      ...vehicles.get(id),
      ...texts,
      ...(retired !== undefined && { retired: readFlag(retired) }),
      id,
    });
    if (problem !== undefined || !record.success) {
      problems.push({ line, problem: problem ?? describe(record.error, cells) });
      continue;
    }
    lines.set(id, line);
    plan.vehicles.set(id, record.data);
    vehicles.set(id, record.data);
    if (device === undefined) continue;
    holders.set(device, id);
    plan.devices.set(device, { id: device, vehicle: id });
  }
  return { vehicles: [...plan.vehicles.values()], devices: [...plan.devices.values()], problems };
}

function problemOfTwice(line: number | undefined): string | undefined {
  return line === undefined ? undefined : `line ${line} has the same id, expected another`;
}

const flags = new Map([
  ...['1', 'true', 'yes', 'y', 'x'].map((text): [string, boolean] => [text, true]),
  ...['0', 'false', 'no', 'n'].map((text): [string, boolean] => [text, false]),
]);

function readFlag(text: string): boolean | undefined {
  return flags.get(text.toLowerCase());
}

function problemOfFlag(text: string | undefined): string | undefined {
  if (text === undefined || readFlag(text) !== undefined) return undefined;
  return `retired: ${JSON.stringify(text.slice(0, 100))} given, expected yes or no`;
}

interface Taken {
  readonly holders: ReadonlyMap<string, string>;
  readonly vehicles: ReadonlyMap<string, Vehicle>;
}

function problemOfDevice(
  device: string | undefined,
  vehicle: string,
  { holders, vehicles }: Taken,
): string | undefined {
  if (device === undefined) return undefined;
  const given = `device: ${JSON.stringify(device.slice(0, 100))} given`;
  if (!deviceName.safeParse(device).success) {
    return `${given}, expected a name of 1 to 100 characters, like an IMEI`;
  }
  const isFree = (holders.get(device) ?? vehicle) === vehicle;
  const isNamesake = device !== vehicle && vehicles.has(device);
  return isFree && !isNamesake ? undefined : `${given}, but another vehicle has this device or id`;
}

function describe(
  error:
    | { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] }
    | undefined,
  cells: VehicleRow['cells'],
): string {
  const clauses = (error?.issues ?? []).map(({ path: [field], message }) => {
    // Only to look up what was given: a field of a record is a column, but for the id of one without.
    const given = cells[field as keyof VehicleRow['cells']] ?? cells.name ?? '';
    const said = given === '' ? 'nothing given' : `${JSON.stringify(given.slice(0, 100))} given`;
    return `${String(field)}: ${said}, ${message}`;
  });
  return [...new Set(clauses)].join('; ');
}
