import { FakeTrackerUnit, loginOf, packetOf } from '@fleetman/position-receiver/testing';

/** Where a device is. All of them drive at 10 m/s, which each says in a unit of its own. */
export interface DevicePlace {
  readonly lat: number;
  readonly lng: number;
}

/** 10 m/s in the units of protocols, and in that of `GET /vehicles`. */
export const driving = { metres: 10, knots: 19.4384, kmh: 36, mph: 22.369 } as const;

const json = { 'Content-Type': 'application/json' };

/** Each app after it has scanned its code: it reports once, as its documentation says. */
export const scanningApps: Readonly<
  Record<string, (scanned: string, place: DevicePlace) => Promise<Response>>
> = {
  'Traccar Client': (scanned, { lat, lng }) => {
    const { origin, pathname, searchParams } = new URL(scanned);
    const query = new URLSearchParams({
      ...{ id: searchParams.get('id') ?? '', timestamp: String(Math.floor(Date.now() / 1_000)) },
      ...{ lat: String(lat), lon: String(lng), speed: String(driving.knots), accuracy: '8' },
    });
    return fetch(`${origin}${pathname}?${query.toString()}`, { method: 'POST' });
  },

  OwnTracks: (scanned, { lat, lng }) => {
    const inline = new URL(scanned).searchParams.get('inline') ?? '';
    const config = JSON.parse(Buffer.from(inline, 'base64').toString()) as { url: string };
    const tst = Math.floor(Date.now() / 1_000);
    const location = { _type: 'location', lat, lon: lng, tst, vel: driving.kmh, acc: 8 };
    const body = JSON.stringify(location);
    return fetch(config.url, { method: 'POST', headers: json, body });
  },

  Overland: (scanned, { lat, lng }) => {
    const { searchParams } = new URL(scanned);
    const location = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lng, lat] },
      properties: { timestamp: new Date().toISOString(), speed: driving.metres },
    };
    return fetch(searchParams.get('url') ?? '', {
      method: 'POST',
      headers: { ...json, Authorization: `Bearer ${searchParams.get('token') ?? ''}` },
      body: JSON.stringify({ locations: [location] }),
    });
  },

  GPSLogger: (scanned, { lat, lng }) => {
    const values: Readonly<Record<string, string>> = {
      ...{ '%LAT': String(lat), '%LON': String(lng), '%TIMESTAMP': secondNow(), '%ACC': '8' },
      ...{ '%ALT': '31', '%SPD': String(driving.metres), '%DIR': '90', '%BATT': '80' },
    };
    return fetch(scanned.replaceAll(/%[A-Z]+/g, (name) => values[name] ?? name));
  },

  OsmAnd: (scanned, { lat, lng }) => {
    const values = [lat, lng, Date.now(), 8, 31, driving.metres, 90];
    return fetch(scanned.replaceAll(/\{(\d)\}/g, (_, index) => String(values[Number(index)])));
  },
};

/** A second, as GPSLogger has it: `2026-11-30T12:00:00Z` is written without fractions. */
function secondNow(): string {
  return String(Math.floor(Date.now() / 1_000));
}

/** A Teltonika unit that is told server and port: it logs in by its IMEI, and is acknowledged one record. */
export async function teltonikaUnit(
  port: number,
  imei: string,
  place: DevicePlace,
): Promise<boolean> {
  const unit = await FakeTrackerUnit.connect(port);
  try {
    const isIn = (await unit.ask(loginOf(imei), 1))?.[0] === 1;
    if (!isIn) return false;
    const record = { ...place, time: new Date(), kmh: driving.kmh };
    return (await unit.ask(packetOf([record]), 4))?.readUInt32BE() === 1;
  } finally {
    unit.leave();
  }
}

/** A Traccar server that forwards a position of one of its devices, with the key of a bridge. */
export function traccarForward(address: string, uniqueId: string, place: DevicePlace) {
  const fixTime = new Date().toISOString();
  const { lat: latitude, lng: longitude } = place;
  const position = { valid: true, latitude, longitude, fixTime, speed: driving.knots };
  const body = JSON.stringify({ position, device: { uniqueId, name: 'Somebody' } });
  return fetch(address, { method: 'POST', headers: json, body });
}
