import type { DeviceTrouble, Listening } from '@fleetman/contract/registry';
import type { Formatter } from '../../settings/formatter';
import type { SpeedUnit } from '../../settings/preferences';

/** What is heard of a device while somebody sets it up, in words. */
export interface Heard {
  readonly text: string;
  readonly state: 'waiting' | 'heard' | 'trouble';
}

/** What may be the device that is waited for, or another one: it has no key of the vehicle. */
const ofStrangers: readonly DeviceTrouble['what'][] = ['wrong-key', 'unknown-device'];

const feetInMetre = 1 / 0.3048;

/** The first report, else what went wrong last, else that nothing has come yet. */
export function listeningWords(
  listening: Listening | undefined,
  format: Formatter,
  unit: SpeedUnit,
): Heard {
  const { first, troubles = [] } = listening ?? {};
  // Once the vehicle's own device reports, a stranger is somebody else's.
  const trouble = troubles.find(({ what }) => !first || !ofStrangers.includes(what));
  if (first && !(trouble && trouble.at > first.receivedAt)) {
    return { state: 'heard', text: firstWords(first, format, unit) };
  }
  if (trouble) return { state: 'trouble', text: troubleWords(trouble) };
  return { state: 'waiting', text: $localize`:@@connect.waiting:Waiting for the first report…` };
}

function firstWords(
  { at, receivedAt, accuracy }: NonNullable<Listening['first']>,
  format: Formatter,
  unit: SpeedUnit,
): string {
  // How old it was when it came: both times are the server's to judge, not this machine's.
  const age = format.duration(Math.max(0, Date.parse(receivedAt) - Date.parse(at)));
  if (accuracy === undefined) return $localize`:@@connect.first:First report: ${age}:age: old`;
  const length =
    unit === 'mph' ? `${format.number(accuracy * feetInMetre)} ft` : `${format.number(accuracy)} m`;
  return $localize`:@@connect.first-accurate:First report: ${length}:accuracy: accurate, ${age}:age: old`;
}

function troubleWords({ what, detail = '' }: DeviceTrouble): string {
  const words = {
    'wrong-key': $localize`:@@connect.wrong-key:A device reports with a key that is not known. Set it up with the address shown here.`,
    'unknown-device': $localize`:@@connect.unknown-device:A device reports whose number no vehicle has. Compare it with the IMEI that is saved here.`,
    clock: $localize`:@@connect.clock:The device's clock is wrong. Set its date and time to automatic.`,
    'no-place': $localize`:@@connect.no-place:The device reports without a place. Let it see the sky, and allow the app to use its location.`,
    'network-location': $localize`:@@connect.network-location:The device reports only where its network is, not where it is itself. Allow precise location.`,
    'unknown-format': $localize`:@@connect.unknown-format:Something came that is no report of a known app. Compare the address with the one shown here.`,
    invalid: $localize`:@@connect.invalid:A report came that cannot be read.`,
  }[what];
  return detail === '' ? words : `${words} (${detail})`;
}
