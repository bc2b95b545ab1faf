import type { Attributes } from '@fleetman/contract';
import type { Formatter } from '../../settings/formatter';
import type { SpeedUnit } from '../../settings/preferences';
import type { DeviceState } from './device-source';

/** One thing that a device says, in words. */
export interface DeviceFact {
  readonly label: string;
  readonly value: string;
  /** Whether somebody should look at it at once. */
  readonly isAlarm?: boolean;
}

const feetInMetre = 1 / 0.3048;
/** A device that is not plugged in has an hour or two left then. */
const lowBattery = 15;

/** What the device says, for people: an alarm first, and nothing of what it did not measure. */
export function deviceFacts(
  device: DeviceState,
  format: Formatter,
  unit: SpeedUnit,
): readonly DeviceFact[] {
  const { alarm, ignition, battery, charging, fuel, odometer, altitude, accuracy } = device;
  const facts: readonly (DeviceFact | undefined)[] = [
    alarm === undefined || alarm === ''
      ? undefined
      : { label: $localize`:@@device.alarm:Alarm`, value: alarm, isAlarm: true },
    ignition === undefined
      ? undefined
      : { label: $localize`:@@device.ignition:Ignition`, value: onOrOff(ignition) },
    batteryFact(battery, charging, format),
    fuel === undefined
      ? undefined
      : { label: $localize`:@@device.fuel:Fuel`, value: percent(fuel, format) },
    odometer === undefined
      ? undefined
      : { label: $localize`:@@device.odometer:Odometer`, value: format.distance(odometer) },
    altitude === undefined
      ? undefined
      : { label: $localize`:@@device.altitude:Altitude`, value: length(altitude, format, unit) },
    accuracy === undefined
      ? undefined
      : {
          label: $localize`:@@device.accuracy:Accuracy`,
          value: `± ${length(Math.ceil(accuracy), format, unit)}`,
        },
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** What else it says: by its own names and in its own words, in the order of its names. */
export function attributeFacts(attributes: Attributes = {}): readonly DeviceFact[] {
  return Object.entries(attributes)
    .map(([label, value]) => ({
      label,
      value: typeof value === 'boolean' ? yesOrNo(value) : String(value),
    }))
    .sort((one, other) => one.label.localeCompare(other.label, undefined, { numeric: true }));
}

function yesOrNo(isSo: boolean): string {
  return isSo ? $localize`:@@device.yes:Yes` : $localize`:@@device.no:No`;
}

function batteryFact(
  battery: number | undefined,
  charging: boolean | undefined,
  format: Formatter,
): DeviceFact | undefined {
  if (battery === undefined && charging === undefined) return undefined;
  const states = [
    battery === undefined ? '' : percent(battery, format),
    charging === true ? $localize`:@@device.charging:charging` : '',
    battery === undefined && charging === false ? $localize`:@@device.unplugged:not charging` : '',
  ];
  return {
    label: $localize`:@@device.battery:Battery`,
    value: states.filter((state) => state !== '').join(', '),
    isAlarm: battery !== undefined && battery <= lowBattery && charging !== true,
  };
}

function onOrOff(isOn: boolean): string {
  return isOn ? $localize`:@@device.on:On` : $localize`:@@device.off:Off`;
}

function percent(value: number, format: Formatter): string {
  return `${format.number(value)} %`;
}

/** A length of some metres, in metres or feet, whichever goes with the speeds. */
function length(metres: number, format: Formatter, unit: SpeedUnit): string {
  return unit === 'mph'
    ? `${format.number(metres * feetInMetre)} ft`
    : `${format.number(metres)} m`;
}
