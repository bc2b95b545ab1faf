import type { DecodedMessage, HttpProtocol } from './protocol.ts';
import { collect, unreadable } from './reading/collect.ts';
import type { DeviceMessage } from './reading/device-message.ts';
import { asObject, type JsonObject } from './reading/json-object.ts';
import { readDevice, readFix, type FixReading } from './reading/read-fix.ts';
import { restOf } from './reading/rest-of.ts';
import { show } from './reading/show.ts';
import { fromShare } from './reading/units.ts';

/**
 * Overland for iOS and Android: batches of GeoJSON features, up to 1,000 in one. While there is a backlog
 * `current` holds the newest fix, which is published with the batch.
 */
export const overland: HttpProtocol = {
  recognises: ({ object }) => Array.isArray(object?.['locations']),
  decode,
  // Any other answer makes the app send the batch again.
  answer: () => ({ type: 'application/json', body: '{"result":"ok"}' }),
};

function decode({ object, jsonError }: DeviceMessage): DecodedMessage {
  const locations = object?.['locations'];
  if (!Array.isArray(locations)) {
    const given = jsonError ?? `locations: ${show(locations)} given`;
    return unreadable(`${given}, expected JSON with a list of GeoJSON features in locations`);
  }
  const batch = collect('locations', locations, readFeature);
  const current = asObject(object?.['current']) && readFeature(object?.['current']);
  // It comes again in a batch of its own: one that cannot be read is no loss.
  if (!current || !('fix' in current)) return batch;
  return { ...batch, fixes: [...batch.fixes, current.fix] };
}

/** What has a field of its own. */
const usedNames = [
  ...['timestamp', 'device_id', 'unique_id', 'speed', 'course', 'horizontal_accuracy', 'altitude'],
  ...['battery_level', 'battery_state', 'locations_in_payload'],
];

const clearNames = {
  vertical_accuracy: 'verticalAccuracy',
  speed_accuracy: 'speedAccuracy',
  course_accuracy: 'headingAccuracy',
} as const;

function readFeature(part: unknown): FixReading | undefined {
  const feature = asObject(part);
  const geometry = asObject(feature?.['geometry']);
  const properties = asObject(feature?.['properties']);
  if (!geometry || !properties) {
    return { problem: `${show(part)} given, expected a GeoJSON feature of a point` };
  }
  const place: unknown = geometry['coordinates'];
  // GeoJSON has the longitude first.
  const [lng, lat] = (Array.isArray(place) ? place : []) as readonly unknown[];
  return readFix({
    lat: { name: 'coordinates[1]', value: lat },
    lng: { name: 'coordinates[0]', value: lng },
    time: { name: 'timestamp', value: properties['timestamp'] },
    device: readDevice(properties['device_id']) ?? properties['unique_id'],
    measured: readMeasured(properties),
    more: restOf(properties, usedNames, clearNames),
  });
}

function readMeasured(properties: JsonObject) {
  return {
    speed: properties['speed'],
    heading: properties['course'],
    accuracy: properties['horizontal_accuracy'],
    altitude: properties['altitude'],
    battery: fromShare(properties['battery_level']),
    charging: isCharging(properties['battery_state']),
  };
}

function isCharging(state: unknown): boolean | undefined {
  if (state === 'charging' || state === 'full') return true;
  return state === 'unplugged' ? false : undefined;
}
