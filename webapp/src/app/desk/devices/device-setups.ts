/** The apps and trackers that a vehicle can report by. */
export const deviceApps = [
  'traccar',
  'owntracks',
  'overland',
  'gpslogger',
  'osmand',
  'teltonika',
  'program',
] as const;
export type DeviceApp = (typeof deviceApps)[number];

/** Where and as what a device reports. */
export interface DeviceAccess {
  /** Where devices deliver, without a slash at its end: `https://fleet.example/in` is behind it. */
  readonly server: string;
  readonly key: string;
  /** The vehicle's id. */
  readonly vehicle: string;
}

/** What an app is given. */
export interface DeviceSetup {
  /** What the code holds that the app, or the phone's camera, reads; none where nothing can be scanned. */
  readonly scanned?: string;
  /** Whether the phone opens the app with it: it is a link as well. */
  readonly isLink: boolean;
  /** The text that is written into the app instead, or pasted into a program. */
  readonly text: string;
}

/**
 * What each app is set up with, as their documentation says (OwnTracks booklet "Remote configuration",
 * Overland's and GPSLogger's README, OsmAnd's "Online tracking", Traccar Client's QR code).
 */
export function deviceSetup(
  app: Exclude<DeviceApp, 'teltonika'>,
  { server, key, vehicle }: DeviceAccess,
): DeviceSetup {
  const address = `${server}/in/${key}`;
  switch (app) {
    case 'traccar': {
      const query = new URLSearchParams({ id: vehicle, interval: '30' });
      return {
        scanned: `${address}/traccar?${query.toString()}`,
        isLink: false,
        text: `${address}/traccar`,
      };
    }
    case 'owntracks': {
      const config = ownTracksConfig(`${address}/owntracks`, vehicle);
      const scanned = `owntracks:///config?inline=${encodeURIComponent(toBase64(config))}`;
      return { scanned, isLink: true, text: `${address}/owntracks` };
    }
    case 'overland': {
      const query = new URLSearchParams({
        url: `${server}/in/overland`,
        token: key,
        device_id: vehicle,
      });
      const scanned = `overland://setup?${query.toString()}`;
      return { scanned, isLink: true, text: `${address}/overland` };
    }
    case 'gpslogger':
      return asText(
        `${address}/gpslogger?lat=%LAT&lon=%LON&timestamp=%TIMESTAMP&acc=%ACC&alt=%ALT&spd=%SPD&dir=%DIR&batt=%BATT`,
      );
    case 'osmand':
      return asText(
        `${address}/osmand?lat={0}&lon={1}&timestamp={2}&hdop={3}&altitude={4}&speed={5}&bearing={6}`,
      );
    case 'program':
      return {
        isLink: false,
        text: `curl -H 'Content-Type: application/json' -d '{"lat":-29.9045,"lng":-71.2489,"time":"'"$(date -u +%FT%TZ)"'"}' ${address}/report`,
      };
  }
}

/** An app without a scanner: the phone's camera reads the text, which is pasted. */
function asText(text: string): DeviceSetup {
  return { scanned: text, isLink: false, text };
}

/** HTTP mode (3), every significant move (1), named by the first and last letter of the vehicle. */
function ownTracksConfig(url: string, vehicle: string): string {
  const letters = vehicle.replace(/[^\p{L}\p{N}]/gu, '');
  return JSON.stringify({
    _type: 'configuration',
    mode: 3,
    url,
    monitoring: 1,
    deviceId: vehicle,
    tid: `${letters.at(0) ?? 'v'}${letters.at(-1) ?? 'v'}`.toUpperCase(),
    auth: false,
  });
}

/** Base64 of the text's UTF-8. */
function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
