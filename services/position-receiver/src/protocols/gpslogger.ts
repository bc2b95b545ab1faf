import { emptyAnswer, nothing, type DecodedMessage, type HttpProtocol } from './protocol.ts';
import { single, unreadable } from './reading/collect.ts';
import type { DeviceMessage } from './reading/device-message.ts';
import { readFix, type Given } from './reading/read-fix.ts';
import { restOf, restOfFields } from './reading/rest-of.ts';
import { zonedTime } from './reading/zoned-time.ts';

/**
 * What people call the placeholders of GPSLogger's custom URL, whose names are theirs to choose; the last of
 * each are those of the app's own example.
 */
const names = {
  lat: ['lat', 'latitude'],
  lng: ['lon', 'lng', 'long', 'longitude'],
  time: ['timestamp', 'time'],
  speed: ['speed', 'spd', 's'],
  heading: ['bearing', 'heading', 'dir', 'direction', 'course'],
  accuracy: ['accuracy', 'acc'],
  altitude: ['altitude', 'alt'],
  battery: ['batt', 'battery'],
  charging: ['charge', 'charging', 'ischarging'],
  device: ['id', 'deviceid', 'aid', 'device'],
} as const;

const usedNames = Object.values(names).flat();

/**
 * GPSLogger for Android: the user writes the address, the method and the body, here a query, a form or a flat
 * JSON object. Speed is m/s.
 */
export const gpsLogger: HttpProtocol = {
  recognises: (message) => valueOf(message, names.lat).value !== undefined,
  decode,
  answer: () => emptyAnswer,
};

function decode(message: DeviceMessage): DecodedMessage {
  const { jsonError, isBodyEmpty, fields } = message;
  if (jsonError !== undefined) return unreadable(`${jsonError}, expected JSON`);
  const lat = valueOf(message, names.lat);
  const lng = valueOf(message, names.lng);
  if (lat.value === undefined && lng.value === undefined) {
    if (valueOf(message, names.battery).value !== undefined) return nothing;
    const given = isBodyEmpty && fields.size === 0 ? 'no fields' : 'fields without a place';
    return unreadable(`${given} given, expected lat, lon and timestamp`);
  }
  const time = valueOf(message, names.time);
  const measured = ([name, spellings]: readonly [string, readonly string[]]) =>
    [name, valueOf(message, spellings).value] as const;
  return single(
    readFix({
      lat,
      lng,
      time: typeof time.value === 'number' ? time : asZoned(time, message.receivedAt),
      device: valueOf(message, names.device).value,
      measured: Object.fromEntries(Object.entries(names).map(measured)),
      more: { ...restOf(message.object, usedNames), ...restOfFields(fields, usedNames) },
    }),
  );
}

function asZoned({ name, value }: Given, receivedAt: Date): Given {
  return { name, value: zonedTime(typeof value === 'string' ? value : null, receivedAt) };
}

function valueOf({ fields, object }: DeviceMessage, spellings: readonly string[]): Given {
  for (const name of spellings) {
    const value: unknown = fields.get(name) ?? object?.[name];
    if (value !== undefined && value !== '') return { name, value };
  }
  return { name: spellings[0] ?? '', value: undefined };
}
