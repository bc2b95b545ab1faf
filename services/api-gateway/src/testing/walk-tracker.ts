import type { RequestListener } from 'node:http';
import { aPastPosition, aPosition } from '@fleetman/contract/testing';
import { FakeTracker } from './fake-tracker.ts';

const at = '2026-11-22T10:00:00.000Z';

/** Answers each question of a gateway about a fleet of these vehicles, each at a latitude of its own. */
export function answerAbout(latitudes: Readonly<Record<string, number>>): RequestListener {
  const names = Object.keys(latitudes);
  const fleet = names.map((name) => aPosition({ name, lat: latitudes[name] ?? 0 }));
  const past = names.map((name) => aPastPosition({ name, lat: latitudes[name] ?? 0 }));
  const places = names.map((name, index) => [index, latitudes[name], 0, null, null, 0]);
  const answers: Readonly<Record<string, unknown>> = {
    '/vehicles/': fleet,
    '/vehicles': fleet,
    '/fleet': { at, vehicles: past },
    '/fleet/range': { from: at, to: at, step: 1_000, names, frames: [{ at, vehicles: places }] },
    '/fleet/extent': { oldest: '2026-10-03T11:12:13.456Z', newest: '2026-11-30T11:12:13.789Z' },
  };
  return (request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const [, kind, name = ''] = path.split('/');
    const one = fleet.find((vehicle) => vehicle.name === name);
    const known = answers[path] ?? (kind === 'history' && one ? [one] : one);
    FakeTracker.text(
      known === undefined ? '' : JSON.stringify(known),
      known === undefined ? 404 : 200,
    )(request, response);
  };
}
