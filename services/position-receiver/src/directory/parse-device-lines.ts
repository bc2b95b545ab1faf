import { parseReportJson, vehicleName } from '@fleetman/contract';
import * as z from 'zod';
import type { KeyOwner } from './device-directory.ts';

/** What a file of vehicles, keys and devices says. */
export interface DeviceList {
  /** By the SHA-256 of the key. */
  readonly owners: ReadonlyMap<string, KeyOwner>;
  /** Vehicles by the names of their devices, and by their own ids. */
  readonly vehicles: ReadonlyMap<string, string>;
  /** A sentence for each line that says nothing. */
  readonly problems: readonly string[];
}

const oneOrMany = <T>(each: z.ZodType<T>) =>
  z
    .union([each.transform((one) => [one]), z.array(each)])
    .optional()
    .transform((values) => values ?? []);

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/i)
  .transform((text) => text.toLowerCase());

const key = { key: oneOrMany(sha256) };

const vehicleLine = z.strictObject({
  vehicle: vehicleName,
  ...key,
  device: oneOrMany(z.union([z.string().min(1).max(100), z.int().nonnegative().transform(String)])),
});

const bridgeLine = z.strictObject({ bridge: z.string().min(1).max(100), ...key });

/** The end of a sentence for each field; what was given is not said, since it may be a key. */
const expectations: Readonly<Record<string, string>> = {
  vehicle: 'vehicle: expected an id of 1 to 100 characters',
  bridge: 'bridge: expected a name of 1 to 100 characters',
  key: "key: expected a key's SHA-256, 64 hexadecimal digits, or a list of them",
  device: "device: expected a device's name of 1 to 100 characters, or a list of them",
};

/**
 * Reads a file of one JSON object a line. A line that cannot be read, or claims what a line before has, is
 * named and left out; empty lines and those that begin with `#` are passed over.
 */
export function parseDeviceLines(text: string): DeviceList {
  const list = { owners: new Map<string, KeyOwner>(), vehicles: new Map<string, string>() };
  const problems: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const problem = addLine(list, line);
    if (problem !== undefined) problems.push(`line ${index + 1}: ${problem}`);
  }
  return { ...list, problems };
}

interface Growing {
  readonly owners: Map<string, KeyOwner>;
  readonly vehicles: Map<string, string>;
}

function addLine(list: Growing, line: string): string | undefined {
  const parsed = parseReportJson(line);
  if ('error' in parsed)
    return 'no JSON given, expected an object like {"vehicle":"Van 1","key":"…"}';
  const vehicle = vehicleLine.safeParse(parsed.value);
  if (vehicle.success) return addVehicle(list, vehicle.data);
  const bridge = bridgeLine.safeParse(parsed.value);
  if (bridge.success) {
    return addKeys(list, bridge.data.key, { kind: 'bridge', name: bridge.data.bridge });
  }
  const isBridge =
    typeof parsed.value === 'object' && parsed.value !== null && 'bridge' in parsed.value;
  return describe(isBridge ? bridge.error : vehicle.error);
}

function addVehicle(list: Growing, line: z.infer<typeof vehicleLine>): string | undefined {
  const { vehicle, device } = line;
  const names = [vehicle, ...device];
  const taken = names.find((name) => (list.vehicles.get(name) ?? vehicle) !== vehicle);
  if (taken !== undefined) {
    return `the device ${JSON.stringify(taken)} given, which ${String(list.vehicles.get(taken))} has already`;
  }
  const problem = addKeys(list, line.key, { kind: 'vehicle', vehicle });
  if (problem !== undefined) return problem;
  for (const name of names) list.vehicles.set(name, vehicle);
  return undefined;
}

function addKeys(list: Growing, keys: readonly string[], owner: KeyOwner): string | undefined {
  const isTaken = keys.some((hash) => list.owners.has(hash));
  if (isTaken) return 'a key given that a line before has, expected another';
  for (const hash of keys) list.owners.set(hash, owner);
  return undefined;
}

function describe({ issues }: z.ZodError): string {
  const sentences = issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return `${issue.keys.join(', ').slice(0, 100)} given, expected vehicle or bridge, key and device`;
    }
    return expectations[String(issue.path[0])] ?? 'expected an object with vehicle or bridge';
  });
  return [...new Set(sentences)].join('; ');
}
