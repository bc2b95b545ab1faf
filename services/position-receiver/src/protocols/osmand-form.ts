import { readNumber } from '@fleetman/contract';
import { emptyAnswer, nothing, type DecodedMessage, type HttpProtocol } from './protocol.ts';
import { single, unreadable } from './reading/collect.ts';
import type { DeviceMessage } from './reading/device-message.ts';
import { readFix, type Given } from './reading/read-fix.ts';
import { restOfFields } from './reading/rest-of.ts';
import { fromKnots } from './reading/units.ts';
import { zonedTime } from './reading/zoned-time.ts';

/**
 * In which unit an app writes `speed`: Traccar Client in knots, OsmAnd in m/s. Of an app that is not known
 * the speed is left out, and the tracker works it out from the places.
 */
export type FormSpeed = 'knots' | 'metres-per-second' | 'unknown';

const latNames = ['lat', 'latitude'];
const lngNames = ['lon', 'lng', 'longitude'];

/** What has a field of its own; all else is an attribute. */
const usedNames = [
  ...[...latNames, ...lngNames, 'location', 'id', 'deviceid', 'timestamp', 'valid'],
  ...['speed', 'bearing', 'heading', 'accuracy', 'altitude', 'batt', 'charge', 'alarm'],
];

/** A message without a place that has one of these is a sign of life. */
const statusNames = ['id', 'deviceid', 'batt', 'heartbeat', 'notificationToken', 'alarm'];

/**
 * The protocol of OsmAnd's online tracking and of Traccar Client from version 10 on: one fix a request, as a
 * query or as a form. (Traccar's `OsmAndProtocolDecoder`.)
 */
export function osmandForm(speed: FormSpeed): HttpProtocol {
  return {
    recognises: ({ fields }) => has(fields, latNames) || fields.has('location'),
    decode: (message) => decode(message, speed),
    answer: () => emptyAnswer,
  };
}

function decode(message: DeviceMessage, speed: FormSpeed): DecodedMessage {
  const { fields } = message;
  const [lat, lng] = readPlace(fields);
  if (lat.value === undefined && lng.value === undefined) {
    if (has(fields, statusNames)) return nothing;
    const given = fields.size === 0 ? 'no fields' : 'fields without a place';
    return unreadable(`${given} given, expected id, timestamp, lat and lon`);
  }
  if (['false', '0'].includes(fields.get('valid') ?? '')) return nothing;
  return single(
    readFix({
      lat,
      lng,
      time: { name: 'timestamp', value: zonedTime(fields.get('timestamp'), message.receivedAt) },
      device: fields.get('id') ?? fields.get('deviceid') ?? undefined,
      measured: readMeasured(fields, speed),
      more: restOfFields(fields, hasMetresInHdop(speed) ? [...usedNames, 'hdop'] : usedNames),
    }),
  );
}

function readPlace(fields: URLSearchParams): readonly [Given, Given] {
  const lat = first(fields, latNames);
  const lng = first(fields, lngNames);
  const both = fields.get('location');
  if (both === null || lat.value !== undefined || lng.value !== undefined) return [lat, lng];
  const [latText = '', lngText = ''] = both.slice(0, 100).split(',');
  return [
    { name: 'location', value: latText },
    { name: 'location', value: lngText },
  ];
}

function readMeasured(fields: URLSearchParams, unit: FormSpeed) {
  return {
    speed: readSpeed(fields.get('speed'), unit),
    heading: fields.get('bearing') ?? fields.get('heading'),
    accuracy: fields.get('accuracy') ?? (hasMetresInHdop(unit) ? fields.get('hdop') : null),
    altitude: fields.get('altitude'),
    battery: fields.get('batt'),
    charging: fields.get('charge'),
    alarm: fields.get('alarm'),
  };
}

/** OsmAnd writes metres of accuracy into `hdop`; for other apps that is a figure without a unit. */
function hasMetresInHdop(unit: FormSpeed): boolean {
  return unit === 'metres-per-second';
}

function readSpeed(given: string | null, unit: FormSpeed): number | undefined {
  switch (unit) {
    case 'knots':
      return fromKnots(given);
    case 'metres-per-second':
      return readNumber(given);
    case 'unknown':
      return undefined;
  }
}

/** The first of the names that the form has, so that a message can say what was given under it. */
function first(fields: URLSearchParams, names: readonly string[]): Given {
  const name = names.find((candidate) => fields.has(candidate)) ?? names[0] ?? '';
  return { name, value: fields.get(name) ?? undefined };
}

function has(fields: URLSearchParams, names: readonly string[]): boolean {
  return names.some((name) => fields.has(name));
}
