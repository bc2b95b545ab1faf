import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DeadLetter, ParkedLetter, PositionQueue } from '@fleetman/messaging';
import { describeDeadLetterBox } from '@fleetman/messaging/contracts/dead-letter-box';
import { describePositionQueue } from '@fleetman/messaging/contracts/position-queue';
import {
  eventually,
  InMemoryBroker,
  InMemoryPositionQueue,
  silentLog,
} from '@fleetman/messaging/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SqliteDeadLetterBox } from './sqlite-dead-letter-box.ts';
import { SqliteLetterStore } from './sqlite-letter-store.ts';

const queueName = 'positionQueue';

async function lettersIn(path: string): Promise<ParkedLetter[]> {
  const letters: ParkedLetter[] = [];
  const box = new SqliteDeadLetterBox(path);
  await box.sweep((letter) => {
    letters.push(letter);
    return 'keep';
  });
  await box.close();
  return letters;
}

/** A file for all contract tests, which empty it: opening one takes longer than the tests. */
class ContractFile {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fleetman-letters-'));
  readonly path = join(this.#folder, 'letters.db');
  readonly letters = new SqliteLetterStore({
    path: this.path,
    log: silentLog,
    now: () => new Date(),
  });

  async clear(): Promise<void> {
    await this.letters.begun;
    await this.letters.add([], { max: 0, maxAgeMs: 60_000 });
  }

  async remove(): Promise<void> {
    await this.letters.close();
    rmSync(this.#folder, { recursive: true });
  }
}

let file: ContractFile;
beforeAll(() => {
  file = new ContractFile();
});
afterAll(async () => {
  await file.remove();
});

/** A queue in memory whose letters are in the file. */
async function start() {
  await file.clear();
  const { path, letters } = file;
  const broker = new InMemoryBroker();
  const opened: PositionQueue[] = [];
  const open = (options = {}): PositionQueue => {
    const queue = new InMemoryPositionQueue({ log: silentLog, letters, ...options }, broker);
    opened.push(queue);
    return queue;
  };
  return {
    path,
    open,
    openDoomed: async (options = {}) => {
      const queue = open(options);
      return {
        queue,
        kill: async () => {
          void queue.close();
          broker.queue(queueName).dropSubscribers();
        },
      };
    },
    send: async (body: string | Buffer) => {
      broker.queue(queueName).offer({ body: Buffer.from(body), publishedAt: Date.now() });
    },
    parked: async () =>
      (await lettersIn(path)).map((letter) => ({ ...letter, body: String(letter.body) })),
    close: async () => {
      await Promise.all(opened.map((queue) => queue.close()));
    },
  };
}

describePositionQueue('InMemoryPositionQueue with letters in SQLite', start);
describeDeadLetterBox('SQLite', async () => {
  const broker = await start();
  return { broker, openBox: async () => new SqliteDeadLetterBox(broker.path) };
});

describe('SqliteLetterStore', () => {
  const bounds = { max: 100, maxAgeMs: 60_000 };
  let folder: string;
  let path: string;
  let store: SqliteLetterStore;
  let now = 0;

  const open = (maxBytes?: number): void => {
    const size = maxBytes === undefined ? {} : { maxBytes };
    store = new SqliteLetterStore({ path, log: silentLog, now: () => new Date(now), ...size });
  };
  const letter = (detail: string, body: string | Buffer = '{}'): DeadLetter => ({
    ...{ cause: 'schema', detail, body },
    counts: new Map([
      ['schema', 2],
      ['too-old', 1],
    ]),
  });
  const details = async () => (await lettersIn(path)).map(({ detail }) => detail);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-letters-'));
    path = join(folder, 'letters.db');
    now = Date.parse('2026-11-30T12:00:00Z');
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('has after a restart what it was given before, bytes that are no text too', async () => {
    open();
    const bytes = Buffer.from([0, 255, 254, 128]);
    await store.add([letter('a', 'text \0 한'), letter('b', bytes)], bounds);
    await store.close();

    open();

    expect(await store.add([], bounds)).toBe(0);
    expect(await lettersIn(path)).toEqual([
      { cause: 'schema', detail: 'a', count: 3, body: Buffer.from('text \0 한') },
      { cause: 'schema', detail: 'b', count: 3, body: bytes },
    ]);
  });

  it('drops the oldest beyond its number, and says how many', async () => {
    open();
    const few = { ...bounds, max: 2 };

    expect(await store.add([letter('a')], few)).toBe(0);
    expect(await store.add([letter('b'), letter('c'), letter('d')], few)).toBe(2);

    expect(await details()).toEqual(['c', 'd']);
  });

  it('drops the oldest beyond its bytes', async () => {
    open(2_500);
    const large = (detail: string) => letter(detail, 'x'.repeat(700));

    expect(await store.add([large('a'), large('b')], bounds)).toBe(0);
    expect(await store.add([large('c'), letter('d')], bounds)).toBe(1);

    expect(await details()).toEqual(['b', 'c', 'd']);
  });

  it('drops what has become too old', async () => {
    open();
    await store.add([letter('old')], bounds);
    now += bounds.maxAgeMs + 1;

    expect(await store.add([letter('new')], bounds)).toBe(1);

    expect(await details()).toEqual(['new']);
  });

  it('keeps letters that are replayed until they are removed', async () => {
    open();
    await store.add([letter('a', 'one'), letter('b', 'two')], bounds);
    const box = new SqliteDeadLetterBox(path);
    await box.sweep(({ detail }) => (detail === 'b' ? 'replay' : 'keep'));
    await box.close();
    await store.close();
    open();

    const found = await store.toReplay(10);

    expect(found.map(({ body }) => String(body))).toEqual(['two']);
    await store.remove(found);
    expect(await store.toReplay(10)).toEqual([]);
    expect(await details()).toEqual(['a']);
  });

  it('gives a running queue what is replayed beside it, once', async () => {
    open();
    await store.add([letter('a', 'not JSON either')], bounds);
    const queue = new InMemoryPositionQueue(
      { log: silentLog, letters: store },
      new InMemoryBroker(),
    );
    const parkedBefore = await lettersIn(path);
    await queue.consume(async () => []);
    const box = new SqliteDeadLetterBox(path);
    await box.sweep(() => 'replay');
    await box.close();

    await eventually(async () => {
      expect(await lettersIn(path)).toMatchObject([{ cause: 'not-json', count: 1 }]);
      expect(await store.toReplay(10)).toEqual([]);
    });

    expect(parkedBefore).toMatchObject([{ cause: 'schema', count: 3 }]);
    await queue.close();
  });
});

describe('SqliteDeadLetterBox', () => {
  it('says what is wrong with a file that holds no letters', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fleetman-letters-'));
    const path = join(folder, 'letters.db');
    expect(() => new SqliteDeadLetterBox(path)).toThrow(
      `there is no ${path}: no Fleetman has kept letters there`,
    );

    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE letters (id INTEGER)');
    expect(() => new SqliteDeadLetterBox(path)).toThrow(`${path} holds no letters of Fleetman`);
    other.exec('PRAGMA application_id = 1281717364; PRAGMA user_version = 9');
    other.close();

    expect(() => new SqliteDeadLetterBox(path)).toThrow(
      `${path} was written by another version of Fleetman (schema 9, expected 1)`,
    );
    rmSync(folder, { recursive: true });
  });
});
