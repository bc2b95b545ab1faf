import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetAt, FleetExtent, FleetRange } from '@fleetman/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbedded, type Embedded } from './start-embedded.ts';

/** As `npm start` has it, but for the port; asking again and again is not what is limited here. */
const environment = { PORT: '0', LOG_LEVEL: 'silent', RATE_LIMIT: '0' };
const minuteMs = 60_000;
const twoHoursMs = 120 * minuteMs;

describe('the first minute of an embedded fleet', () => {
  let page: string;
  let embedded: Embedded;

  beforeAll(async () => {
    page = mkdtempSync(join(tmpdir(), 'fleetman-page-'));
    writeFileSync(join(page, 'index.html'), '<title>Fleet Management</title>');
    embedded = await startEmbedded({ environment, page });
  });
  afterAll(async () => {
    await embedded.close();
    rmSync(page, { recursive: true });
  });

  async function get<T>(path: string): Promise<T> {
    const response = await fetch(`${embedded.url}/api${path}`);
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  }

  /** Asks again until every vehicle had reported by then. */
  async function fleetAt(at: string): Promise<FleetAt> {
    for (;;) {
      const past = await get<FleetAt>(`/fleet?at=${at}`);
      if (past.vehicles.length === embedded.fleetSize) return past;
    }
  }

  it(
    'is enough to go two hours back with the whole fleet',
    async () => {
      const time = Date.now() - twoHoursMs + minuteMs;
      const at = new Date(time).toISOString();

      const { vehicles } = await fleetAt(at);

      expect(Math.max(...vehicles.map(({ age }) => age))).toBeLessThanOrEqual(minuteMs);
      const driving = vehicles.filter(({ speed }) => (speed ?? 0) > 5);
      expect(driving.length).toBeGreaterThan(vehicles.length / 2);
      const { oldest } = await get<FleetExtent>('/fleet/extent');
      expect(Date.parse(oldest ?? '')).toBeLessThan(time);
      const to = new Date(time + minuteMs).toISOString();
      const { names, frames } = await get<FleetRange>(`/fleet/range?from=${at}&to=${to}&step=5s`);
      expect(names).toEqual(vehicles.map(({ name }) => name));
      expect(frames.map((frame) => frame.vehicles.length)).toEqual(
        Array.from({ length: 13 }, () => names.length),
      );
    },
    minuteMs,
  );
});
