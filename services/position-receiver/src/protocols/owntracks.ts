import { nothing, type DecodedMessage, type HttpProtocol } from './protocol.ts';
import { single, unreadable } from './reading/collect.ts';
import type { DeviceMessage } from './reading/device-message.ts';
import type { JsonObject } from './reading/json-object.ts';
import { readFix } from './reading/read-fix.ts';
import { restOf } from './reading/rest-of.ts';
import { show } from './reading/show.ts';
import { fromKmh } from './reading/units.ts';

/** What else the app sends; it wants a yes to all of them. */
const otherTypes: ReadonlySet<unknown> = new Set([
  ...['transition', 'lwt', 'waypoint', 'waypoints', 'status', 'card', 'cmd', 'dump', 'steps'],
  ...['beacon', 'encrypted', 'configuration', 'request'],
]);

/** What has a field of its own, or says nothing of the vehicle. */
const usedNames = [
  ...[
    '_type',
    '_id',
    'lat',
    'lon',
    'tst',
    'topic',
    'tid',
    'vel',
    'cog',
    'acc',
    'alt',
    'batt',
    'bs',
  ],
  ...['BSSID', 'created_at', 'inrids', '_http'],
];

/** What the app's letters stand for (the booklet's table of `_type=location`). */
const clearNames = {
  vac: 'verticalAccuracy',
  t: 'trigger',
  m: 'monitoringMode',
  p: 'pressureKPa',
  conn: 'connection',
  SSID: 'wifi',
  inregions: 'regions',
} as const;

/**
 * OwnTracks over HTTP (its booklet, "JSON"): one object a request, of which `location` is used. Speed is
 * km/h; fields that are 0 are left out by the app.
 */
export const ownTracks: HttpProtocol = {
  recognises: ({ object }) => typeof object?.['_type'] === 'string',
  decode,
  // A list of commands for the app: none.
  answer: () => ({ type: 'application/json', body: '[]' }),
};

function decode({ object, isBodyEmpty, jsonError }: DeviceMessage): DecodedMessage {
  const type = object?.['_type'];
  if (isBodyEmpty || otherTypes.has(type)) return nothing;
  if (!object || type !== 'location') {
    const given = jsonError ?? `_type: ${show(type)} given`;
    return unreadable(`${given}, expected JSON with _type "location"`);
  }
  return single(
    readFix({
      lat: { name: 'lat', value: object['lat'] },
      lng: { name: 'lon', value: object['lon'] },
      time: { name: 'tst', value: object['tst'] },
      device: deviceOf(object['topic']) ?? object['tid'],
      measured: readMeasured(object),
      more: restOf(object, usedNames, clearNames),
    }),
  );
}

function readMeasured(object: JsonObject) {
  return {
    speed: fromKmh(object['vel']),
    heading: object['cog'],
    accuracy: object['acc'],
    altitude: object['alt'],
    battery: object['batt'],
    charging: isCharging(object['bs']),
  };
}

/** 0 unknown, 1 unplugged, 2 charging, 3 full (and still plugged in). */
function isCharging(state: unknown): boolean | undefined {
  return state === 1 ? false : state === 2 || state === 3 ? true : undefined;
}

/** The last part of `owntracks/user/device`. */
function deviceOf(topic: unknown): string | undefined {
  return typeof topic === 'string' && topic.length <= 300 ? topic.split('/')[2] : undefined;
}
