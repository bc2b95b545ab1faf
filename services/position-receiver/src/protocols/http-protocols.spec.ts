import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { aBody, aQuery, receivedAt } from '../testing/a-message.ts';
import { apps, protocolFor } from './http-protocols.ts';
import { readMessage } from './reading/device-message.ts';

const time = '2026-11-30T12:00:00.000Z';
const place = { latitude: 1, longitude: 2 };

/** What is read from a message that names no app, and the body that it is answered with. */
const shapes = {
  osmand: [aQuery({ id: 'x', lat: '1', lon: '2', speed: '3' }), ''],
  'osmand as JSON': [aBody({ device_id: 'x', location: { timestamp: time, coords: place } }), ''],
  owntracks: [aBody({ _type: 'location', lat: 1, lon: 2, tst: 1764504000 }), '[]'],
  overland: [
    aBody({
      locations: [{ geometry: { coordinates: [2, 1] }, properties: { timestamp: time } }],
    }),
    '{"result":"ok"}',
  ],
  'traccar-forward': [aBody({ position: { ...place, fixTime: time }, device: {} }), ''],
  report: [aBody({ lat: 1, lng: 2, time }), '{"accepted":1,"problems":[]}'],
  'several reports': [aBody([{ lat: 1, lng: 2, time }]), '{"accepted":1,"problems":[]}'],
} as const;

describe('protocolFor', () => {
  it.each(Object.entries(shapes))('tells %s by its shape', (_name, [message, body]) => {
    const protocol = protocolFor(undefined, message);
    const decoded = protocol?.decode(message);

    expect(decoded?.problems).toEqual([]);
    expect(decoded?.fixes).toEqual([expect.objectContaining({ lat: 1, lng: 2 })]);
    expect(decoded && protocol?.answer(decoded).body).toBe(body);
  });

  it.each([aBody(''), aBody('hello'), aBody('5'), aBody({}), aQuery({ x: '1' })])(
    'finds no protocol for other shapes',
    (message) => {
      expect(protocolFor(undefined, message)).toBeUndefined();
    },
  );

  it('reads of GPSLogger what it posts as Overland does', () => {
    const [message] = shapes.overland;

    expect(protocolFor('gpslogger', message)?.decode(message).fixes).toHaveLength(1);
  });
});

describe('every protocol', () => {
  /** Names that decoders look for, so that random objects get past the first look. */
  const names = fc.constantFrom(
    ...['lat', 'lon', 'latitude', 'longitude', 'location', 'locations', 'coords', 'geometry'],
    ...['coordinates', 'properties', 'timestamp', 'position', 'device', 'attributes', 'battery'],
    ...['_type', 'tst', 'vel', 'speed', 'topic', 'uniqueId', 'current', 'fixTime', '__proto__'],
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, -1, '', 0, true, 'location', '2026-11-30T12:00:00Z', 1764504000),
      fc.double(),
      fc.string(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(names, tie('value'), { maxKeys: 6 }),
    ),
  }));
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    value.map((any) => JSON.stringify(any)),
    fc.dictionary(names, fc.string()).map((fields) => new URLSearchParams(fields).toString()),
  );

  it('reads any message without an error, and names what it does not take', () => {
    const app = fc.constantFrom(undefined, ...apps);
    fc.assert(
      fc.property(app, text, text, (name, query, body) => {
        const message = readMessage(query, body, receivedAt);
        const protocol = protocolFor(name, message);
        const decoded = protocol?.decode(message) ?? { fixes: [], problems: [] };

        for (const { lat, lng, time: when } of decoded.fixes) {
          expect(Math.abs(lat)).toBeLessThanOrEqual(90);
          expect(Math.abs(lng)).toBeLessThanOrEqual(180);
          expect(Number.isNaN(when.getTime())).toBe(false);
        }
        for (const problem of decoded.problems) expect(problem).toMatch(/expected/);
        expect(typeof protocol?.answer(decoded).body).not.toBe('object');
      }),
      { numRuns: 1_000 },
    );
  });
});
