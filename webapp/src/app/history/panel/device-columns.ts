import type { DeviceSaid, TrackPoint } from '../../vehicle/track/track-point';

/** What a device may say with a fix, and the column of a file that says it. */
const columns: Readonly<Record<keyof DeviceSaid, string>> = {
  accuracy: 'accuracy_m',
  altitude: 'altitude_m',
  ignition: 'ignition',
  battery: 'battery_percent',
  charging: 'charging',
  odometer: 'odometer_m',
  fuel: 'fuel_percent',
  alarm: 'alarm',
};

/** All that a device may say with a fix. */
export const deviceFields = Object.keys(columns) as readonly (keyof DeviceSaid)[];

/** A column of a file: its heading, and what it says of a fix, `undefined` if the device said nothing. */
export interface DeviceColumn {
  readonly heading: string;
  readonly valueOf: (point: TrackPoint) => number | boolean | string | undefined;
}

/** The columns in which any of these fixes has something. */
export function deviceColumns(tracks: readonly { readonly points: readonly TrackPoint[] }[]) {
  return deviceFields
    .filter((field) =>
      tracks.some(({ points }) => points.some(({ said }) => said?.[field] !== undefined)),
    )
    .map((field): DeviceColumn => ({
      heading: columns[field],
      valueOf: ({ said }) => said?.[field],
    }));
}
