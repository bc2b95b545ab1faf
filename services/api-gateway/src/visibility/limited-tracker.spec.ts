import { answerFormHeader, type FleetAtQuery, type FleetRangeQuery } from '@fleetman/contract';
import { aPastPosition, aPosition } from '@fleetman/contract/testing';
import { FleetmanError } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { FakeTracker } from '../testing/fake-tracker.ts';
import { HttpTrackerClient } from '../tracker/http-tracker-client.ts';
import type { PassedAnswer } from '../tracker/tracker-client.ts';
import { LimitedTracker } from './limited-tracker.ts';
import { Visibility } from './visibility.ts';

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds));
const at = (seconds: number) => second(seconds).toISOString();
const [seen, other] = ['seen "{"at":"', 'other'];
const fleet = [other, seen].map((name) => aPosition({ name, timestamp: at(5) }));

/** As the tracker writes it, with a name that looks like a frame. */
const rangeOf = (names: string[], ...frames: [at: string, vehicles: number[][]][]) => ({
  from: at(0),
  to: at(2),
  step: 1_000,
  names,
  frames: frames.map(([at, vehicles]) => ({ at, vehicles })),
});

describe('LimitedTracker', () => {
  let server: FakeTracker;
  let whole: HttpTrackerClient;
  let remembered: FleetSnapshot;
  beforeEach(async () => {
    server = await FakeTracker.start();
    whole = new HttpTrackerClient({ url: server.url, timeoutMs: 3_000 });
    remembered = new FleetSnapshot({ maxVehicles: 10, now: () => second(5) });
    remembered.merge(fleet);
  });
  afterEach(async () => {
    whole.close();
    await server.stop();
  });

  const limited = (since?: Date) =>
    new LimitedTracker(whole, remembered, Visibility.only([seen], since));
  const read = ({ body }: PassedAnswer): unknown => JSON.parse(Buffer.from(body).toString());
  const never = new AbortController().signal;
  async function textOf(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
    let text = '';
    for await (const piece of pieces) text += Buffer.from(piece as Uint8Array).toString();
    return text;
  }

  it('lists what is seen', async () => {
    server.answer = (_request, response) => {
      const headers = {
        'content-type': 'application/json',
        etag: '"1"',
        [answerFormHeader]: 'vehicles',
      };
      response.writeHead(200, headers).end(JSON.stringify(fleet));
    };
    const tracker = limited();

    expect((await tracker.fleet()).vehicles()).toEqual([fleet[1]]);
    expect((await tracker.fleet()).body.bytes.toString()).toBe(JSON.stringify([fleet[1]]));
    expect(await tracker.vehicles({ since: second(0) })).toEqual([fleet[1]]);
  });

  it('says of another vehicle what it says of none, and asks nobody', async () => {
    for (const name of [other, 'none at all']) {
      const error = new FleetmanError(
        'vehicle-unknown',
        `there is no vehicle called ${JSON.stringify(name)}`,
      );
      await expect(limited().vehicle(name)).rejects.toEqual(error);
      await expect(limited().track(name, { limit: 5 }, never)).rejects.toEqual(error);
    }
    expect(server.requests).toEqual([]);
  });

  it('answers the past of what is seen', async () => {
    const vehicles = [aPastPosition({ name: other }), aPastPosition({ name: seen })];
    server.answer = FakeTracker.json({ at: at(0), vehicles });
    const query: FleetAtQuery = { at: second(0) };

    const answer = await limited().fleetAt(query);

    expect(read(answer)).toEqual({ at: at(0), vehicles: [vehicles[1]] });
    expect(answer.caching).toBe('private, no-cache');
    expect(read(await limited(second(1)).fleetAt(query))).toEqual({ at: at(0), vehicles: [] });
  });

  describe('asked for frames', () => {
    const query: FleetRangeQuery = { from: second(0), to: second(2), step: 1_000 };
    const place = (name: number, lat: number) => [name, lat, 2, 3, 4, 5];

    it('answers those of what is seen, with names of their own', async () => {
      server.answer = FakeTracker.json(
        rangeOf(
          [other, seen],
          [at(0), [place(0, 1)]],
          [at(1), [place(0, 1), place(1, 7)]],
          [at(2), [place(1, 8)]],
        ),
      );

      expect(read(await limited().fleetRange(query))).toEqual(
        rangeOf([seen], [at(0), []], [at(1), [place(0, 7)]], [at(2), [place(0, 8)]]),
      );
      expect(read(await limited(second(2)).fleetRange(query))).toEqual(
        rangeOf([seen], [at(0), []], [at(1), []], [at(2), [place(0, 8)]]),
      );
    });

    it('asks a large fleet for some after the others, and puts them together', async () => {
      const large = {
        version: 1,
        size: 250_000,
        ageSeconds: 0,
        all: () => [],
        get: () => undefined,
      };
      const tracker = new LimitedTracker(whole, large, Visibility.only([seen]));
      server.answer = ({ url = '' }, response) => {
        const from = new URL(url, server.url).searchParams.get('from') ?? '';
        // Vehicles have other numbers in each answer.
        const names = from === at(1) ? [other, seen] : [seen];
        const body = rangeOf(names, [from, [place(names.length - 1, 1)]]);
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ ...body, from }));
      };

      expect(read(await tracker.fleetRange(query))).toEqual(
        rangeOf([seen], ...[0, 1, 2].map((s): [string, number[][]] => [at(s), [place(0, 1)]])),
      );
      const asked = server.requests.map((path) => new URL(path, server.url).searchParams);
      expect(asked.map((query) => [query.get('from'), query.get('to')])).toEqual(
        [0, 1, 2].map((s) => [at(s), at(s)]),
      );
    });

    it('never says how many vehicles there are', async () => {
      const detail =
        'step: 600 frames asked for, expected 5 or fewer: as many of 100000 vehicles fit';
      server.answer = FakeTracker.text(
        JSON.stringify({
          type: 'urn:fleetman:query-invalid',
          title: '',
          status: 400,
          detail,
          instance: '/',
        }),
        400,
        'application/problem+json',
      );

      await expect(limited().fleetRange(query)).rejects.toMatchObject({
        code: 'query-invalid',
        message: 'step: too many frames asked for, expected fewer',
      });
    });
  });

  it('tells the attributes of a device to members, and not to guests of a link', async () => {
    const said = { ...fleet[1], battery: 50, attributes: { driver: 'Ana' } };
    server.answer = FakeTracker.json(said);

    expect(await limited().vehicle(seen)).toEqual(said);
    const told = await limited(second(1)).vehicle(seen);
    expect(told).toMatchObject({ battery: 50 });
    expect(JSON.stringify(told)).not.toContain('Ana');

    server.answer = FakeTracker.json([]);
    const asked = (index: number) =>
      new URL(server.requests.at(index) ?? '', server.url).searchParams.get('fields');
    const query = { limit: 5, fields: ['battery', 'attributes'] } as const;
    await textOf(await limited().track(seen, query, never));
    await textOf(await limited(second(1)).track(seen, query, never));
    await textOf(await limited(second(1)).track(seen, { ...query, fields: ['attributes'] }, never));
    expect([asked(-3), asked(-2), asked(-1)]).toEqual(['battery,attributes', 'battery', null]);
  });

  it('answers no history from before its time', async () => {
    server.answer = FakeTracker.json([]);
    const since = second(5);

    await textOf(await limited(since).track(seen, { limit: 5, since: second(1) }, never));
    await textOf(await limited(since).track(seen, { limit: 5, since: second(9) }, never));
    expect(
      server.requests.map((path) => new URL(path, server.url).searchParams.get('since')),
    ).toEqual([at(5), at(9)]);

    const early = await limited(since).track(seen, { limit: 5, until: second(4) }, never);
    expect(await textOf(early)).toBe('[]');
    expect(server.requests).toHaveLength(2);
  });

  it('knows the newest fix of what is seen, and of the oldest the day', async () => {
    server.answer = FakeTracker.json({ oldest: '2026-10-03T11:12:13.000Z', newest: at(59) });

    const midnight = '2026-10-03T00:00:00.000Z';
    expect(await limited().fleetExtent()).toEqual({ oldest: midnight, newest: at(5) });
    expect(await limited(second(3)).fleetExtent()).toEqual({ oldest: at(3), newest: at(5) });
    const blind = new LimitedTracker(whole, remembered, Visibility.nothing);
    expect(await blind.fleetExtent()).toEqual({ oldest: null, newest: null });
  });
});
