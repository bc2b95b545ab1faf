import { expect } from '@playwright/test';
import { Program } from './program.ts';

const minuteMs = 60_000;
const backfillMinutes = 80;

/** What is told of the one of the twins whose receivers err; the other one reports exactly. */
const noise = '5m,jumps,coarse,void,late';

/** Two fleets that drive the same way at the same time: as it is, and as receivers see it. */
export interface TwinFleets {
  readonly true: Program;
  readonly noisy: Program;
  /** A stretch, in milliseconds since 1970, of which both have all reports, late ones too. */
  readonly from: number;
  readonly to: number;
  readonly stop: () => Promise<void>;
}

/** Starts both, each in a process with page and gateway, and waits until their past is stored. */
export async function startTwinFleets(vehicles: number): Promise<TwinFleets> {
  const start = (more: Record<string, string>) =>
    Program.start('embedded/dist/main.js', {
      BACKFILL: `${backfillMinutes}m`,
      VEHICLES: String(vehicles),
      SEED: '1',
      ...more,
    });
  const fleets = await Promise.all([start({ NOISE: 'off' }), start({ NOISE: noise })]);
  const now = Date.now();
  const from = now - (backfillMinutes - 5) * minuteMs;
  for (const { url } of fleets) {
    await expect.poll(() => oldestFix(url), { timeout: 60_000 }).toBeLessThan(from);
  }
  return {
    true: fleets[0],
    noisy: fleets[1],
    from,
    // A vehicle is without a network for 12 minutes at most.
    to: now - 15 * minuteMs,
    stop: async () => {
      await Promise.all(fleets.map((program) => program.stop('SIGINT')));
    },
  };
}

/** The past is filled backwards, so that all is there when this is. */
async function oldestFix(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/fleet/extent`);
  const { oldest } = (await answer.json()) as { oldest: string | null };
  return oldest === null ? Infinity : Date.parse(oldest);
}
