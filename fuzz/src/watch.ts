/** The thread of the {@link Watchdog}. */
import { workerData } from 'node:worker_threads';
import { pause } from '@fleetman/toolkit';
import { saveInput, type Watched } from './watchdog.ts';

/** So long may one input take, whatever it is: a watchdog, no benchmark. */
const patienceMs = 15_000;

// The watchdog hands over what it made.
const { counters, input, border, seed } = workerData as Watched;

async function watchInput(): Promise<never> {
  let number = Atomics.load(counters, 0);
  let since = performance.now();
  for (;;) {
    await pause(100);
    const now = Atomics.load(counters, 0);
    if (now !== number) [number, since] = [now, performance.now()];
    else if (performance.now() - since > patienceMs) giveUp(number);
  }
}

function giveUp(number: number): void {
  const copy = new Uint8Array(input).slice(0, Atomics.load(counters, 1));
  const file = saveInput(border, seed, copy);
  process.stderr.write(
    `${border}: input ${number} took more than ${patienceMs} ms; it is in ${file} (seed ${seed})\n`,
  );
  // The thread that hangs takes no softer signal.
  process.kill(process.pid, 'SIGKILL');
}

await watchInput();
