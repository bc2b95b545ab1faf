/** What devices that nobody here controls send: one vehicle each, in their own words. */

const metresPerDegree = 111_195;

/** A report as a device writes it, `time` in seconds from now. */
type Report = Readonly<Record<string, unknown>>;

/** Metres east and north of a corner in La Serena, or of another place. */
function placeAt(east: number, north: number, { lat, lng } = { lat: -29.905, lng: -71.25 }) {
  const perLongitude = metresPerDegree * Math.cos((lat * Math.PI) / 180);
  const wrapped = ((lng + east / perLongitude + 540) % 360) - 180;
  return { lat: lat + north / metresPerDegree, lng: wrapped };
}

/** Between -1 and 1, the same in each run, without a pattern that a filter could find. */
const scatter = (index: number) => Math.sin(index * 12.9898) * Math.cos(index * 78.233);

/** `count` reports every so many seconds, the last one `lastAgo` seconds ago. */
function series(
  now: number,
  { count, every, lastAgo = 5 }: { count: number; every: number; lastAgo?: number },
  report: (index: number) => Report,
): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const time = new Date(now - (lastAgo + (count - 1 - index) * every) * 1_000).toISOString();
    return JSON.stringify({ time, ...report(index) });
  });
}

/** Messages for the queue by case; `now` in milliseconds since 1970. */
export function fieldCases(now: number) {
  const iso = (seconds: number) => new Date(now + seconds * 1_000).toISOString();
  const tunnel = series(now, { count: 61, every: 5 }, (at) => ({
    vehicle: 'Tunnel',
    ...placeAt(at * 60, at >= 37 ? 790 * Math.sin(((at - 37) / 23) * Math.PI) : 0),
  }));
  return {
    parked: series(now, { count: 720, every: 10 }, (at) => ({
      vehicle: 'Parked',
      // Between houses one in a hundred fixes is far off.
      ...placeAt(8 * scatter(at) + (at % 100 === 50 ? 180 : 0), 8 * scatter(at + 0.5)),
    })),
    zero: series(now, { count: 40, every: 10 }, (at) => ({
      vehicle: 'Zero',
      ...(at % 9 === 3 ? { lat: 0, lng: 0 } : placeAt(at * 120, 0)),
    })),
    jump: series(now, { count: 120, every: 10 }, (at) => ({
      vehicle: 'Jump',
      ...placeAt(at * 100, at % 25 === 24 ? 2_500 : 0),
    })),
    coarse: series(now, { count: 60, every: 10 }, (at) => ({
      vehicle: 'Coarse',
      ...placeAt(at * 190, at === 30 ? -2_200 : 0),
      accuracy: at === 30 ? 2_000 : 5,
    })),
    rare: series(now, { count: 12, every: 600, lastAgo: 30 }, (at) => ({
      vehicle: 'Rare',
      ...placeAt(at * 9_600, 0),
      speed: 16,
      heading: 90,
    })),
    ferry: series(now, { count: 120, every: 30 }, (at) => ({
      vehicle: 'Ferry',
      ...placeAt(at * 300, 0, { lat: -17, lng: 179.85 }),
    })),
    ahead: [
      JSON.stringify({ vehicle: 'Ahead', ...placeAt(5_000, 0), time: iso(280) }),
      ...series(now, { count: 12, every: 4 }, (at) => ({
        vehicle: 'Ahead',
        ...placeAt(at * 50, 300),
      })),
    ],
    words: [
      { vehicle: 'iPhone', ...placeAt(0, 0), time: iso(-5), speed: -1, heading: -1, accuracy: -1 },
      { vehicle: 4711, latitude: '-29.905', lon: -71.25, timestamp: now - 5_000 },
      { vehicle: 'Old GPS', ...placeAt(0, 0), time: iso(-1_024 * 7 * 86_400 - 5) },
    ].map((report) => JSON.stringify(report)),
    depot: series(now, { count: 30, every: 0, lastAgo: 60 }, (at) => ({
      vehicle: `Depot ${at}`,
      ...placeAt(0, -9_000),
      speed: 0,
    })),
    tunnel: tunnel.slice(0, 37),
    /** Comes when the tunnel is behind it, the newest first. */
    tunnelLate: tunnel.slice(37).toReversed(),
  };
}
