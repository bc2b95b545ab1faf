import { describe, expect, it } from '@jest/globals';
import { decodeAnnouncement, encodeAnnouncement } from './live-announcement-codec.ts';
import type { LiveAnnouncement } from './live-announcement.ts';
import { aPosition, everyAnswered } from '../testing.ts';

const late = {
  name: 'City Truck',
  from: '2026-11-22T09:00:00.000Z',
  until: '2026-11-22T09:30:00.000Z',
};

const decode = (value: unknown) => decodeAnnouncement(Buffer.from(JSON.stringify(value)));

describe('encodeAnnouncement', () => {
  it('writes positions alone as the array that earlier releases read', () => {
    expect(encodeAnnouncement({ positions: [aPosition()] })).toEqual([
      JSON.stringify([aPosition()]),
    ]);
  });

  it('writes late fixes beside positions as an object', () => {
    expect(encodeAnnouncement({ positions: [aPosition()], late: [late] })).toEqual([
      JSON.stringify({ positions: [aPosition()], late: [late] }),
    ]);
  });

  it('loses nothing that a position carries beside its place', () => {
    const [body = ''] = encodeAnnouncement({ positions: [aPosition(everyAnswered)] });

    expect(decodeAnnouncement(Buffer.from(body)).positions).toEqual([aPosition(everyAnswered)]);
  });

  it('writes nothing for nothing', () => {
    expect(encodeAnnouncement({})).toEqual([]);
  });

  it('writes as many messages as a reader takes', () => {
    const positions = Array<LiveAnnouncement['positions'][number]>(25_000).fill(aPosition());

    const bodies = encodeAnnouncement({ positions, late: [late] });

    const decoded = bodies.map((body) => decodeAnnouncement(Buffer.from(body)));
    expect(decoded.map((part) => part.positions.length)).toEqual([10_000, 10_000, 5_000]);
    expect(decoded.map((part) => part.late)).toEqual([[late], [], []]);
    expect(decoded.map((part) => part.dropped)).toEqual([0, 0, 0]);
  });
});

describe('decodeAnnouncement', () => {
  it('reads both forms', () => {
    const nothing = { dropped: 0, reason: undefined };

    expect(decode([aPosition()])).toEqual({ positions: [aPosition()], late: [], ...nothing });
    expect(decode({ positions: [], late: [late] })).toEqual({
      positions: [],
      late: [late],
      ...nothing,
    });
  });

  it.each([
    ['a time in 9999', { timestamp: '9999-12-31T23:59:59.999Z' }, 'timestamp'],
    ['a time before 2000', { timestamp: '1999-12-31T23:59:59.999Z' }, 'timestamp'],
    ['a time that is none', { timestamp: 'now' }, 'timestamp'],
    ['a speed of 1e308', { speed: 1e308 }, 'speed'],
    ['a negative speed', { speed: -1 }, 'speed'],
    ['a heading of 1e308', { heading: 1e308 }, 'heading'],
    ['a latitude of 91', { lat: 91 }, 'lat'],
    ['a longitude of 181', { longitude: 181 }, 'longitude'],
    ['an accuracy of 1e308', { accuracy: 1e308 }, 'accuracy'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'name'],
    ['a name with a line break', { name: 'a\nb' }, 'name'],
  ])('drops a position with %s, and keeps those beside it', (_what, wrong, field) => {
    const decoded = decode([aPosition({ name: 'Good' }), aPosition(wrong)]);

    expect(decoded.positions).toEqual([aPosition({ name: 'Good' })]);
    expect(decoded).toMatchObject({ dropped: 1, reason: expect.stringContaining(`${field}: `) });
  });

  it.each([
    ['an end in 9999', { until: '9999-12-31T23:59:59.999Z' }],
    ['an end before its beginning', { until: '2026-11-22T08:59:59.999Z' }],
    ['a name of 101 characters', { name: 'x'.repeat(101) }],
  ])('drops late fixes with %s', (_what, wrong) => {
    const decoded = decode({ positions: [], late: [{ ...late, ...wrong }] });

    expect(decoded).toMatchObject({ late: [], dropped: 1 });
  });

  it.each([
    ['text', 'not JSON'],
    ['a number', '42'],
    ['null', 'null'],
    ['an object of others', '{"positions":{"length":1e9},"late":[]}'],
    ['more entries than a message may hold', `[${'0,'.repeat(10_000)}0]`],
    ['brackets a million deep', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
    ['9 MB', ' '.repeat(9 * 1024 * 1024)],
  ])('drops a message that is %s', (_what, body) => {
    const decoded = decodeAnnouncement(Buffer.from(body));

    expect(decoded).toMatchObject({ positions: [], late: [], dropped: 1 });
    expect(decoded.reason?.length).toBeLessThan(300);
  });
});
