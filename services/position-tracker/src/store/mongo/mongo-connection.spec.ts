import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { aReport } from '@fleetman/contract/testing';
import { silentLog } from '@fleetman/messaging/testing';
import { describe, expect, it } from '@jest/globals';
import { freePort } from '@fleetman/toolkit/testing';
import { untilFound } from '../../testing/spec-tools.contract.ts';
import { connected, MongoPlace } from '../../testing/mongo-place.contract.ts';
import { MongoPositionStore } from './mongo-position-store.ts';

const mongoUrl = process.env['MONGO_URL'];
const now = () => new Date('2096-11-22T12:00:00.000Z');
const weekMs = 604_800_000;

function reasonOf({ connection }: MongoPositionStore): string {
  return connection.connected ? '' : connection.reason;
}

describe('MongoPositionStore without a database', () => {
  it('says why it cannot be used, refuses work at once and can be closed', async () => {
    const port = await freePort();
    const url = `mongodb://user:secret@127.0.0.1:${port}`;
    const store = new MongoPositionStore({ url, log: silentLog, now, retentionMs: weekMs });

    expect(reasonOf(store)).toContain(`127.0.0.1:${port}`);
    expect(reasonOf(store)).not.toContain('secret');
    const away = { code: 'store-unavailable' };
    await expect(store.saveAll([aReport({ time: now() })])).rejects.toMatchObject(away);
    await expect(store.saveAll([])).rejects.toMatchObject(away);
    await expect(store.latest()).rejects.toMatchObject(away);
    await expect(store.history('A', { limit: 1 })).rejects.toMatchObject(away);
    await store.close();
    expect(reasonOf(store)).toContain('closed');
  });
});

if (mongoUrl === undefined) {
  describe('MongoPositionStore over a line that can be cut', () => {
    it.skip('waits for its database (skipped: MONGO_URL names no MongoDB server)', () => undefined);
  });
} else {
  describeOutages(async () => new MongoPlace(mongoUrl));
}

function describeOutages(createPlace: () => Promise<MongoPlace>): void {
  describe('MongoPositionStore over a line that can be cut', () => {
    it('waits for a database, notices its loss, and goes on when it is back', async () => {
      const place = await createPlace();
      const line = await Line.reserve(place.url);
      const store = new MongoPositionStore({
        url: line.url,
        log: silentLog,
        now,
        retentionMs: weekMs,
      });
      try {
        expect(store.connection.connected).toBe(false);

        await line.open();
        await connected(store);
        expect((await store.saveAll([aReport({ time: now() })])).added).toBe(1);

        await line.cut();
        await untilFound(() => !store.connection.connected || undefined, 15_000);
        expect(reasonOf(store)).toMatch(/^Lost 127\.0\.0\.1:\d+: /);
        await expect(store.saveAll([aReport({ time: now() })])).rejects.toMatchObject({
          code: 'store-unavailable',
        });

        await line.open();
        await connected(store);
        expect(
          (
            await store.saveAll([
              aReport({ time: now() }),
              aReport({ vehicle: 'Village Truck', time: now() }),
            ])
          ).added,
        ).toBe(1);
        expect(await store.latest()).toHaveLength(2);
      } finally {
        await store.close();
        await line.cut();
        await place.dispose();
      }
    }, 60_000);

    it('finishes what is in hand before it closes', async () => {
      const place = await createPlace();
      const store = await place.open({ now, retentionMs: weekMs });
      const reports = Array.from({ length: 1_000 }, (_, index) =>
        aReport({ vehicle: `Truck ${index}`, time: now() }),
      );

      const saved = store.saveAll(reports);
      await store.close();

      await expect(saved).resolves.toMatchObject({ added: 1_000 });
      await place.dispose();
    });
  });
}

/** A TCP line to the database, at a port of its own, that a test opens and cuts. */
class Line {
  readonly url: string;
  readonly #target: URL;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  static async reserve(url: string): Promise<Line> {
    return new Line(url, await freePort());
  }

  constructor(url: string, port: number) {
    this.#target = new URL(url);
    this.#port = port;
    const ours = new URL(url);
    ours.host = `127.0.0.1:${port}`;
    this.url = ours.href;
  }

  async open(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(Number(this.#target.port || 27_017), this.#target.hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        // Cutting the line resets both ends: that is the point.
        socket.on('error', () => socket.destroy());
      }
      near.pipe(far).pipe(near);
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
  }

  async cut(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }
}
