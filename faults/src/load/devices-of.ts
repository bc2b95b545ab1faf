import { Device } from '../devices/device.ts';
import type { DeviceApp } from '../devices/device-app.ts';
import {
  gpsLogger,
  osmAnd,
  overland,
  ownProgram,
  ownTracks,
  traccarClient,
  traccarForward,
  type PhoneOptions,
} from '../devices/phones.ts';
import { TeltonikaUnit } from '../devices/teltonika-unit.ts';
import { fixId } from '../log/log-event.ts';
import type { RunLog } from '../log/run-log.ts';
import { vehiclesOf, type Fleet } from './fleet.ts';

/**
 * Which vehicles have a device where not all have: some of those whose clock is right in every fault, and
 * never the first.
 */
const [everyNth, nth] = [6, 3];

/** Where devices deliver. */
interface DevicesOptions {
  readonly fleet: Fleet;
  readonly log: RunLog;
  readonly devicesUrl: string;
  readonly teltonikaUrl: string;
  /** Whether every vehicle but the first has one. */
  readonly isDevicesOnly: boolean;
}

/** The devices of a run by their vehicles' names: phones of each kind, bridges and Teltonika trackers, in turn. */
export function devicesOf({
  fleet,
  log,
  devicesUrl: url,
  teltonikaUrl,
  isDevicesOnly,
}: DevicesOptions): ReadonlyMap<string, Device> {
  const onAnswer = (tookMs: number, failure?: string): void => {
    const asked = { kind: 'asked', at: Math.round(Date.now() - tookMs), tookMs } as const;
    log.write(failure === undefined ? asked : { ...asked, failure });
  };
  const kinds: readonly ((options: PhoneOptions) => DeviceApp)[] = [
    traccarClient,
    osmAnd,
    overland,
    ({ vehicle }) => new TeltonikaUnit(teltonikaUrl, vehicle),
    ownTracks,
    gpsLogger,
    traccarForward,
    ownProgram,
  ];
  const withDevice = vehiclesOf(fleet.run).filter((_, index) =>
    isDevicesOnly ? index > 0 : index % everyNth === nth,
  );
  return new Map(
    withDevice.map((vehicle, index) => {
      const app = kinds[index % kinds.length]?.({ url, vehicle, onAnswer });
      if (!app) throw new Error(`there is no device for ${vehicle}`);
      const onYes = (fix: Parameters<Device['keep']>[0]) => {
        log.write({ kind: 'confirmed', id: fixId(fix), at: Date.now() });
      };
      return [vehicle, new Device(app, onYes)];
    }),
  );
}
