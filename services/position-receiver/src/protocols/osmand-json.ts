import { emptyAnswer, nothing, type DecodedMessage, type HttpProtocol } from './protocol.ts';
import { single, unreadable } from './reading/collect.ts';
import type { DeviceMessage } from './reading/device-message.ts';
import { asObject, type JsonObject } from './reading/json-object.ts';
import { readFix } from './reading/read-fix.ts';
import { restOf } from './reading/rest-of.ts';
import { show } from './reading/show.ts';
import { fromShare } from './reading/units.ts';

/**
 * The JSON of Traccar Client 9 and of other apps on the same background-location library: one fix a request,
 * -1 for what is unknown. Speed is m/s, also from Traccar Client.
 */
export const osmandJson: HttpProtocol = {
  recognises: ({ object }) => asObject(object?.['location']) !== undefined,
  decode,
  answer: () => emptyAnswer,
};

/** What has a field of its own. */
const usedNames = ['latitude', 'longitude', 'speed', 'heading', 'accuracy', 'altitude'];

function decode({ object, jsonError }: DeviceMessage): DecodedMessage {
  const location = asObject(object?.['location']);
  if (!object || !location) {
    const given = jsonError ?? `location: ${show(object?.['location'])} given`;
    return unreadable(`${given}, expected JSON with device_id and location`);
  }
  const place = asObject(location['coords']) ?? location;
  // Some send only that they live, or what happens beside the way.
  if (!('latitude' in place) && !('longitude' in place)) return nothing;
  return single(
    readFix({
      lat: { name: 'latitude', value: place['latitude'] },
      lng: { name: 'longitude', value: place['longitude'] },
      time: { name: 'timestamp', value: location['timestamp'] },
      device: object['device_id'],
      measured: readMeasured(place, location),
      more: readMore(place, location),
    }),
  );
}

function readMeasured(place: JsonObject, location: JsonObject) {
  const battery = asObject(location['battery']);
  return {
    speed: place['speed'],
    heading: place['heading'],
    accuracy: place['accuracy'],
    // -1 is "unknown" here, as it is for all numbers of this library.
    altitude: place['altitude'] === -1 ? undefined : place['altitude'],
    odometer: location['odometer'],
    battery: fromShare(battery?.['level']),
    charging: battery?.['is_charging'],
    alarm: location['alarm'],
  };
}

/** What the app says beside; `extras` are the user's own. */
function readMore(place: JsonObject, location: JsonObject): JsonObject {
  return {
    moving: location['is_moving'],
    event: location['event'],
    activity: asObject(location['activity'])?.['type'],
    ...restOf(place === location ? undefined : place, usedNames),
    ...restOf(asObject(location['extras']), []),
  };
}
