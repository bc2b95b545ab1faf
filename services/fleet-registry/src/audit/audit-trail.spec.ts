import { describe, expect, it } from '@jest/globals';
import { InMemoryRegistryStore } from '../store/memory/in-memory-registry-store.ts';
import { AuditTrail } from './audit-trail.ts';

const start = Date.parse('2026-11-30T12:00:00.000Z');

describe('AuditTrail', () => {
  /** A trail of one entry a second, or of several at once. */
  async function setUp(count: number, atOnce = 1) {
    const store = new InMemoryRegistryStore();
    let nowMs = start;
    const bounds = { retentionMs: 3_600_000, most: 100_000 };
    const trail = new AuditTrail(store, () => new Date(nowMs), bounds);
    for (let index = 0; index < count; index++) {
      nowMs = start + Math.floor(index / atOnce) * 1_000;
      const [by, vehicle] = [index % 3 === 0 ? 'ann' : 'bob', `Van ${index % 2}`];
      await store.apply(trail.note({ by, what: 'history-read', vehicle, detail: String(index) }));
    }
    const list = async (wish: Partial<Parameters<AuditTrail['list']>[0]>) =>
      (await trail.list({ limit: 100, ...wish })).map(({ detail }) => Number(detail));
    return { trail, list, setNow: (ms: number) => (nowMs = ms) };
  }

  it('lists the newest entries, and those before a time', async () => {
    const { list } = await setUp(6);
    expect(await list({ limit: 2 })).toEqual([5, 4]);
    expect(await list({ limit: 2, before: '2026-11-30T12:00:04.000Z' })).toEqual([3, 2]);
    expect(await list({ limit: 9, before: '2026-11-30T12:00:01.000Z' })).toEqual([0]);
  });

  it('lists those of a person, and those about a vehicle, however far back they are', async () => {
    const { list } = await setUp(2_500);
    expect(await list({ limit: 3, by: 'ann' })).toEqual([2_499, 2_496, 2_493]);
    expect(await list({ limit: 2, by: 'ann', vehicle: 'Van 0' })).toEqual([2_496, 2_490]);
    expect(await list({ limit: 1_000, by: 'ann' })).toHaveLength(834);
    expect(await list({ by: 'nobody' })).toEqual([]);
  });

  it('answers those of one moment together, so that pages leave out none', async () => {
    const { trail, list } = await setUp(9, 4);
    expect(await list({ limit: 2 })).toEqual([8, 7, 6, 5, 4]);
    const last = (await trail.list({ limit: 2 })).at(-1)?.at;
    expect(await list({ limit: 2, ...(last !== undefined && { before: last }) })).toEqual([
      3, 2, 1, 0,
    ]);
  });

  it('lists nothing that is older than it keeps', async () => {
    const { list, setNow } = await setUp(5);
    setNow(start + 3_600_000 + 3_000);
    expect(await list({})).toEqual([4, 3]);
  });
});
