import { describe, expect, it } from '@jest/globals';
import type * as z from 'zod';
import {
  fleetAtQuery,
  fleetRangeQuery,
  historyQuery,
  liveView,
  vehicleName,
  vehiclesQuery,
} from './index.ts';

const view = { north: 1, south: 0, east: 1, west: 0 };
const range = { from: '2026-11-22T10:00:00Z', to: '2026-11-22T10:01:00Z', step: '5s' };

/** Every text that a client may send, in its place. */
const borders: readonly [string, z.ZodType, (text: string) => unknown][] = [
  ['the name in a path', vehicleName, (text) => text],
  ['since of /vehicles', vehiclesQuery, (since) => ({ since })],
  ['since of /history', historyQuery, (since) => ({ since })],
  ['until of /history', historyQuery, (until) => ({ until })],
  ['limit of /history', historyQuery, (limit) => ({ limit })],
  ['simplify of /history', historyQuery, (simplify) => ({ simplify })],
  ['at of /fleet', fleetAtQuery, (at) => ({ at })],
  ['from of /fleet/range', fleetRangeQuery, (from) => ({ ...range, from })],
  ['to of /fleet/range', fleetRangeQuery, (to) => ({ ...range, to })],
  ['step of /fleet/range', fleetRangeQuery, (step) => ({ ...range, step })],
  ['the followed vehicle of a view', liveView, (follow) => ({ ...view, follow })],
  ['a watched vehicle of a view', liveView, (text) => ({ ...view, watch: [text] })],
];

describe('a text of a million characters', () => {
  it.each(borders)('is refused as %s, whatever it holds', (_place, schema, place) => {
    for (const part of ['1', '1.', ' ', '-', 'Z', '2026-11-22T', '\u0301', '\u{1f697}', '\u0000']) {
      const text = part.repeat(1_000_000 / part.length);

      expect(schema.safeParse(place(text)).success).toBe(false);
      expect(schema.safeParse(place(`${text}x`)).success).toBe(false);
    }
  });
});
