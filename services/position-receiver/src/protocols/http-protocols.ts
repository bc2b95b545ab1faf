import { gpsLogger } from './gpslogger.ts';
import { osmandForm } from './osmand-form.ts';
import { osmandJson } from './osmand-json.ts';
import { overland } from './overland.ts';
import { ownTracks } from './owntracks.ts';
import type { HttpProtocol } from './protocol.ts';
import type { DeviceMessage } from './reading/device-message.ts';
import { report } from './report.ts';
import { traccarForward } from './traccar-forward.ts';

/**
 * What each app may send, by its name in the address: the first protocol that recognises a message reads it,
 * else the last, which says what is wrong. **The list of apps**: a new one is one entry here.
 */
const protocolsOfApps = {
  osmand: [osmandJson, osmandForm('metres-per-second')],
  traccar: [osmandJson, osmandForm('knots')],
  gpslogger: [overland, gpsLogger],
  owntracks: [ownTracks],
  overland: [overland],
  report: [report],
  'traccar-forward': [traccarForward],
} as const satisfies Record<string, readonly HttpProtocol[]>;

/** The name of an app, as it is in the address of its requests. */
export type App = keyof typeof protocolsOfApps;

/** The names of all apps. */
export const apps = Object.keys(protocolsOfApps) as readonly App[];

/** The app of this name; undefined if there is none. */
export function findApp(name: string): App | undefined {
  return apps.find((app) => app === name);
}

/** Those that are told by their shape alone, the most particular shape first. */
const byShape: readonly HttpProtocol[] = [
  ownTracks,
  overland,
  traccarForward,
  osmandJson,
  report,
  osmandForm('unknown'),
];

/**
 * Which protocol a message is read by. Without an app the shape says it, of which a form does not say the
 * unit of its speed; undefined if no protocol has messages like that.
 */
export function protocolFor(
  app: App | undefined,
  message: DeviceMessage,
): HttpProtocol | undefined {
  const candidates: readonly HttpProtocol[] = app === undefined ? byShape : protocolsOfApps[app];
  const known = candidates.find((candidate) => candidate.recognises(message));
  return known ?? (app === undefined ? undefined : candidates.at(-1));
}
