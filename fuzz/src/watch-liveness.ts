/**
 * The process of the `LivenessWatch`: asks a URL all the time, and answers each message of its parent with the
 * longest time in milliseconds that a question waited. By the wall clock; what this process itself was held
 * up by a busy machine is taken off.
 */
import { pause } from '@fleetman/toolkit';

const [url = ''] = process.argv.slice(2);

/** How often a question is asked, and how often it is looked whether this process runs at all. */
const [everyMs, tickMs] = [100, 20];

/** No answer, or another than 200, counts as such a silence. */
const noAnswerMs = 15_000;

let longestMs = 0;
let ownDelayMs = 0;

async function noteOwnDelay(): Promise<never> {
  for (;;) {
    const before = performance.now();
    await pause(tickMs);
    ownDelayMs += Math.max(0, performance.now() - before - tickMs);
  }
}

async function watch(): Promise<never> {
  for (;;) {
    const start = performance.now();
    ownDelayMs = 0;
    const answer = await fetch(url).catch(() => undefined);
    await answer?.text();
    const waitedMs = performance.now() - start - ownDelayMs;
    longestMs = Math.max(longestMs, answer?.status === 200 ? waitedMs : noAnswerMs);
    await pause(everyMs);
  }
}

process.on('message', () => {
  process.send?.(Math.round(longestMs));
});
process.on('disconnect', () => {
  process.exit();
});
await Promise.all([noteOwnDelay(), watch()]);
