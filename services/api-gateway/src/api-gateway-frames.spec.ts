import {
  liveFrameVersion,
  type LateFixes,
  type LiveSource,
  type LiveView,
} from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { openLiveFeed } from '@fleetman/messaging';
import { eventually, silentLog } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { FakePage } from './testing/fake-page.ts';
import { FakeTracker } from './testing/fake-tracker.ts';
import { nextEvent, openSocket } from './testing/live-socket.ts';
import { startGateway } from './testing/start-gateway.ts';

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
const at = (name: string, lat: number, longitude = 0, seconds = 0) =>
  aPosition({ name, lat, longitude, timestamp: second(seconds) });

/** A page on a real socket: what it was told, and what it was told of its source. */
class Page extends FakePage {
  readonly socket: Socket;
  readonly sources: LiveSource[] = [];

  constructor(url: string) {
    super();
    this.socket = openSocket(url, { auth: { codec: liveFrameVersion } });
    this.socket.on('names', (first: number, names: string[]) => {
      this.learnNames(first, names);
    });
    this.socket.on('fleet', (frame: Uint8Array<ArrayBuffer>) => {
      this.take(frame);
    });
    this.socket.on('late', (late: LateFixes) => {
      this.hearOfLate(late);
    });
    this.socket.on('source', (source: LiveSource) => this.sources.push(source));
  }

  view(view: unknown): void {
    this.socket.emit('view', view);
  }

  /** What the page was told once it was told something beginning like this. */
  async told(beginning: string): Promise<string> {
    await eventually(() => {
      expect(this.events.some((event) => event.startsWith(beginning))).toBe(true);
    });
    return this.events.find((event) => event.startsWith(beginning)) ?? '';
  }
}

/** The gateway says after five seconds that what it knows is old. */
const longAbsenceMs = 20_000;

describe('the frames of the gateway', () => {
  const world: LiveView = { north: 90, south: -90, east: 180, west: -180 };
  const feed = openLiveFeed('memory:', { log: silentLog });
  const sockets: Socket[] = [];
  let tracker: FakeTracker;
  let service: RunningService | undefined;

  beforeEach(async () => {
    tracker = await FakeTracker.start();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    await service?.close();
    service = undefined;
    await tracker.stop();
  });

  async function start(environment: Record<string, string> = {}): Promise<void> {
    const urls = { TRACKER_URL: tracker.url, LIVE_URL: 'memory:' };
    service = await startGateway({ ...urls, ...environment });
  }

  /** A page that has its first picture. */
  async function open(): Promise<Page> {
    const page = new Page(service?.url ?? '');
    sockets.push(page.socket);
    await page.told('snapshot');
    return page;
  }

  /** A gateway that knows these vehicles. */
  async function startWith(...vehicles: ReturnType<typeof at>[]): Promise<Page> {
    tracker.answer = FakeTracker.json(vehicles);
    await start();
    const page = await open();
    await eventually(() => {
      expect(page.picture.size).toBe(vehicles.length);
    });
    return page;
  }

  it('tell a page what JSON tells another client beside it', async () => {
    const page = await startWith(at('a', 1), at('b', 2));
    const client = openSocket(service?.url ?? '');
    sockets.push(client);
    const [snapshot] = await nextEvent(client, 'snapshot');
    expect(snapshot).toMatchObject({ vehicles: [{ name: 'a' }, { name: 'b' }] });
    const told = nextEvent(client, 'positions');

    await feed.publish({ positions: [at('b', 3, 4, 5)] });

    expect(await told).toMatchObject([{ vehicles: [at('b', 3, 4, 5)] }]);
    await page.told('update b@3');
    expect(page.picture.get('b')).toEqual({ lat: 3, lng: 4, time: Date.parse(second(5)) });
  });

  it.each([{ codec: 99 }, { codec: '1' }, { codec: {} }, {}])(
    'are not for a client that greets with %j',
    async (auth) => {
      await start();
      const client = openSocket(service?.url ?? '', { auth });
      sockets.push(client);

      expect(await nextEvent(client, 'snapshot')).toMatchObject([{ vehicles: [] }]);
    },
  );

  it('answer a view, and tell of others as well when the page follows them', async () => {
    const page = await startWith(at('near', 1), at('far', 40), at('star', 50));

    page.view({ ...world, north: 10, south: 0, follow: 'star' });
    expect(await page.told('bounds')).toBe('bounds near@1 star@50');
    await feed.publish({
      positions: [at('near', 2, 0, 1), at('far', 41, 0, 1), at('star', 51, 0, 1)],
    });

    expect(await page.told('update')).toBe('update near@2 star@51');
  });

  it('come with late fixes of the vehicles that the page follows or watches', async () => {
    const page = await startWith(at('star', 1), at('moon', 2), at('other', 3));
    const client = openSocket(service?.url ?? '');
    sockets.push(client);
    const unexpected: unknown[] = [];
    client.on('late', (late: unknown) => unexpected.push(late));
    await nextEvent(client, 'snapshot');
    client.emit('view', { ...world, follow: 'star' });
    const names = Array.from({ length: 19 }, (_, index) => `${index} ${'車'.repeat(90)}`);
    page.view({ ...world, follow: 'star', watch: ['moon', ...names] });
    await page.told('bounds');

    const [from, until] = [second(1), second(2)];
    await feed.publish({ late: ['other', 'star', 'moon'].map((name) => ({ name, from, until })) });

    await page.told('late moon');
    expect(page.events.filter((event) => event.startsWith('late')).sort()).toEqual([
      `late moon ${from}/${until}`,
      `late star ${from}/${until}`,
    ]);
    expect(unexpected).toEqual([]);
  });

  it('answer a view over the antimeridian', async () => {
    const page = await startWith(
      at('fiji', -17, 178),
      at('samoa', -13, -172),
      at('peru', -12, -77),
    );

    page.view({ ...world, west: 170, east: -160 });

    expect(await page.told('bounds')).toBe('bounds fiji@-17 samoa@-13');
  });

  it.each<[unknown, string]>([
    [{ ...world, north: 91 }, 'north: '],
    [{ ...world, south: 95 }, 'south: '],
    ['everything', 'view: '],
    [undefined, 'view: '],
    [{ ...world, follow: 7 }, 'follow: expected the name of a vehicle'],
  ])('go on after a problem with the view %j', async (view, detail) => {
    const page = await startWith(at('a', 1));
    const problem = nextEvent(page.socket, 'problem');

    page.view(view);

    expect(await problem).toMatchObject([
      { type: 'urn:fleetman:query-invalid', status: 400, detail: expect.stringContaining(detail) },
    ]);
    page.view(world);
    expect(await page.told('bounds')).toBe('bounds a@1');
  });

  it('come with the word that the tracker is away, and that it is back', async () => {
    const page = await startWith(at('a', 1));
    expect(page.sources).toMatchObject([{ fresh: true }]);

    await tracker.stop();
    await eventually(() => {
      expect(page.sources).toMatchObject([{ fresh: true }, { fresh: false }]);
    }, longAbsenceMs);
    await tracker.restart();

    await eventually(() => {
      expect(page.sources.slice(1)).toMatchObject([{ fresh: false }, { fresh: true }]);
    });
  });

  it('are counted', async () => {
    const page = await startWith(at('a', 1));
    page.view(world);
    await page.told('bounds');

    const metrics = await (await fetch(`${service?.metricsUrl ?? ''}/metrics`)).text();

    const bytes = /^fleetman_live_bytes_total\{coding="frames"\} (\d+)/m.exec(metrics)?.[1];
    expect(Number(bytes)).toBeGreaterThan(2 * 52);
  });
});
