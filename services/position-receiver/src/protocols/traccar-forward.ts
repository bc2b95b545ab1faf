import { emptyAnswer, nothing, type DecodedMessage, type HttpProtocol } from './protocol.ts';
import { single, unreadable } from './reading/collect.ts';
import type { DeviceMessage } from './reading/device-message.ts';
import { asObject, type JsonObject } from './reading/json-object.ts';
import { readFix } from './reading/read-fix.ts';
import { restOf } from './reading/rest-of.ts';
import { show } from './reading/show.ts';
import { fromKnots } from './reading/units.ts';

/**
 * What a Traccar server forwards (`forward.type=json`): one position a request, of any of its protocols.
 * Speed is knots. Which vehicle it is says the device's `uniqueId`.
 */
export const traccarForward: HttpProtocol = {
  recognises: ({ object }) => asObject(object?.['position']) !== undefined,
  decode,
  answer: () => emptyAnswer,
};

function decode({ object, jsonError }: DeviceMessage): DecodedMessage {
  const position = asObject(object?.['position']);
  if (!object || !position) {
    const given = jsonError ?? `position: ${show(object?.['position'])} given`;
    return unreadable(`${given}, expected JSON with position and device`);
  }
  // Traccar repeats the last place where a tracker has no fix.
  if (position['valid'] === false) return nothing;
  return single(
    readFix({
      lat: { name: 'latitude', value: position['latitude'] },
      lng: { name: 'longitude', value: position['longitude'] },
      time: { name: 'fixTime', value: position['fixTime'] },
      device: asObject(object['device'])?.['uniqueId'],
      measured: readMeasured(position),
      more: {
        protocol: position['protocol'],
        ...restOf(asObject(position['attributes']), usedNames),
      },
    }),
  );
}

/** Attributes that have a field of their own, and the bytes that the device sent. */
const usedNames = ['ignition', 'batteryLevel', 'charge', 'odometer', 'fuelLevel', 'alarm', 'raw'];

function readMeasured(position: JsonObject) {
  const attributes = asObject(position['attributes']);
  return {
    speed: fromKnots(position['speed']),
    heading: position['course'],
    accuracy: position['accuracy'],
    altitude: position['altitude'],
    ignition: attributes?.['ignition'],
    battery: attributes?.['batteryLevel'],
    charging: attributes?.['charge'],
    odometer: attributes?.['odometer'],
    fuel: attributes?.['fuelLevel'],
    alarm: attributes?.['alarm'],
  };
}
