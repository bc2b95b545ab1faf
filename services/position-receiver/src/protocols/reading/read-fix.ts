import {
  pickMeasurements,
  readAttributes,
  readNumber,
  readReportTime,
  reportFields,
  type FieldValue,
  type Measurements,
} from '@fleetman/contract';
import type { DeviceFix } from '../protocol.ts';
import { show } from './show.ts';

/** A value, and the name under which the device sent it, for messages. */
export interface Given {
  readonly name: string;
  readonly value: unknown;
}

/** What a device sent of one fix: units as in reports, values still unchecked. */
export interface RawFix {
  readonly lat: Given;
  readonly lng: Given;
  readonly time: Given;
  readonly device?: unknown;
  /** By the names of the contract; what is no value of its field is left out. */
  readonly measured: Readonly<Record<string, unknown>>;
  /** What the device says beside, by names that people understand; what cannot be kept of it is left out. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A fix, and whether it lost attributes; or a sentence that says what was given and what was expected. */
export type FixReading =
  { readonly fix: DeviceFix; readonly isCut?: boolean } | { readonly problem: string };

/** Checks what a device sent. Only place and time are needed; all else is left out if it says nothing. */
export function readFix({ lat, lng, time, device, measured, more }: RawFix): FixReading {
  const latitude = readDegrees(lat, 90);
  const longitude = readDegrees(lng, 180);
  const when = readReportTime(time.value);
  if (latitude !== undefined && longitude !== undefined && when instanceof Date) {
    const name = readDevice(device);
    const { text: attributes, isCut } = readAttributes(more);
    const fix = {
      ...{ lat: latitude, lng: longitude, time: when, ...readMeasured(measured) },
      ...(attributes !== undefined && { attributes }),
      ...(name !== undefined && { device: name }),
    };
    return { fix, isCut };
  }
  const problems = [
    ...(latitude === undefined ? [describe(lat, expectedDegrees(90))] : []),
    ...(longitude === undefined ? [describe(lng, expectedDegrees(180))] : []),
    ...(when instanceof Date ? [] : [describe(time, when.expected)]),
  ];
  return { problem: problems.join('; ') };
}

function readDegrees({ value }: Given, most: number): number | undefined {
  const degrees = readNumber(value);
  return degrees !== undefined && Math.abs(degrees) <= most ? degrees : undefined;
}

function expectedDegrees(most: number): string {
  return `expected a number from ${-most} to ${most}`;
}

function describe({ name, value }: Given, expected: string): string {
  return `${name}: ${show(value)} given, ${expected}`;
}

/** A device's name: a short text, or a whole number as its digits. */
export function readDevice(given: unknown): string | undefined {
  if (typeof given === 'number' && Number.isSafeInteger(given)) return String(given);
  return typeof given === 'string' && given !== '' && given.length <= 100 ? given : undefined;
}

function readMeasured(measured: Readonly<Record<string, unknown>>): Measurements {
  return pickMeasurements((name): FieldValue | undefined => {
    const given = measured[name];
    const isUnknown =
      given === undefined ||
      given === null ||
      (name === 'accuracy' && readNumber(given) === 0) ||
      (name === 'heading' && readNumber(given) === 0 && !isMoving(measured));
    return isUnknown ? undefined : reportFields[name].read(given);
  });
}

/** Where a receiver knows no heading most devices send 0: north counts only for what moves. */
function isMoving({ speed }: Readonly<Record<string, unknown>>): boolean {
  return (readNumber(speed) ?? 0) > 0;
}
