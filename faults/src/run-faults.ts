import { pause, seededRandom, type Turnstile } from '@fleetman/toolkit';
import { checkRun } from './checker/check-run.ts';
import type { Outcome } from './checker/outcome.ts';
import type { Fault, Scene } from './injectors/fault.ts';
import { readState, takeLetters } from './load/final-state.ts';
import { Fleet } from './load/fleet.ts';
import { Load } from './load/load.ts';
import type { LogEvent } from './log/log-event.ts';
import { readLog, RunLog } from './log/run-log.ts';
import { isReady } from './network/load-balancer.ts';
import { waitUntil } from './processes/os-process.ts';
import type { Stack } from './processes/stack.ts';

/** How long parts may take to be well again before a run is given up; over 10 s fails in any case. */
const wellAgainMs = 60_000;

/** How long confirms are waited for in the end. */
const confirmMs = 20_000;

/**
 * Until all agree with `positions`, as ARCHITECTURE has it: 16 s until a tracker has found what a dead one
 * left behind, 10 s until gateways ask it for the whole fleet, and 10 s until a page gets a snapshot.
 */
const healingMs = 36_000;

/** A run: some faults, one after the other, under one load. */
export interface Run {
  readonly faults: readonly Fault[];
  readonly seed: string;
  /** Begins the names of its vehicles: letters and digits, of this run alone. */
  readonly name: string;
  /** A new file. */
  readonly logFile: string;
  readonly isQuick: boolean;
  /** Whether every vehicle but the first delivers by a device. */
  readonly isDevicesOnly: boolean;
  /** Lets one fault through at a time that starts RabbitMQ; shared by all lanes. */
  readonly brokerStarts: Turnstile;
}

/** Does a run and judges it by its log. Rejects where a fault could not be done or a part never came back. */
export async function runFaults(stack: Stack, run: Run): Promise<Outcome[]> {
  const { seed, isQuick, isDevicesOnly, brokerStarts } = run;
  const log = new RunLog(run.logFile);
  const fleet = new Fleet(run.name, seed, Date.now());
  const load = new Load({ ...stack, fleet, seed, log, isDevicesOnly });
  try {
    const { reporter } = load;
    const scene = { stack, reporter, fleet, log, random: seededRandom(seed), isQuick };
    await wellAgain(scene, Date.now());
    load.ask();
    for (const fault of run.faults) {
      const begin = async (): Promise<void> => {
        // A request counts for the fault in which it was asked: none is to fail by the next one.
        await load.answered();
        await suffer(fault, scene);
      };
      await (fault.startsBroker === true ? brokerStarts.run(begin) : begin());
    }
    await load.quieten(confirmMs);
    await settle(scene, load);
  } finally {
    await load.close();
    log.close();
  }
  return checkRun(readLog(run.logFile));
}

async function suffer(fault: Fault, scene: Scene): Promise<void> {
  const note = (phase: 'begun' | 'ended' | 'recovered'): number => {
    const at = Date.now();
    scene.log.write({ kind: 'fault', name: fault.name, phase, at });
    return at;
  };
  note('begun');
  // So that there is something to freeze, and something in hand.
  await pause(500);
  await fault.inject(scene);
  await wellAgain(scene, note('ended'));
  note('recovered');
}

/** Resolves when all services are ready and each that answers says a report of after that time. */
async function wellAgain({ stack, fleet }: Scene, since: number): Promise<void> {
  const services = [...stack.trackers, ...stack.gateways].map(({ process }) => process);
  // Its clock is right in every fault.
  const { vehicle } = fleet.at(0, since);
  const isWell = async (url: string): Promise<boolean> => {
    if (!(await isReady(url))) return false;
    try {
      const signal = AbortSignal.timeout(3_000);
      const answer = await fetch(`${url}/vehicles/${vehicle}`, { signal });
      const { timestamp } = (await answer.json()) as { readonly timestamp?: string };
      return Date.parse(timestamp ?? '') >= since;
    } catch {
      // Not yet.
      return false;
    }
  };
  const waitFor = (name: string, isThere: () => Promise<boolean>) =>
    waitUntil(isThere, {
      what: `${name} to be well again`,
      timeoutMs: wellAgainMs,
      everyMs: 50,
    });
  for (const { name, url } of services) await waitFor(name, () => isWell(url));
  for (const { process } of stack.receivers)
    await waitFor(process.name, () => isReady(process.url));
}

/** Writes down what everyone says once they agree with `positions` or, at the latest, after the healing time. */
async function settle(scene: Scene, { pages }: Load): Promise<void> {
  const { stack, fleet, log } = scene;
  const quietAt = Date.now();
  const isLate = () => Date.now() > quietAt + healingMs;
  for (;;) {
    try {
      for (const letter of await takeLetters(stack)) log.write(letter);
      const state = await readState(stack, fleet, pages);
      if (isRight([...readLog(log.file), ...state]) || isLate()) {
        for (const event of state) log.write(event);
        log.write({ kind: 'settled', quietAt, at: Date.now() });
        return;
      }
    } catch (error) {
      // A service that cannot answer yet.
      if (isLate()) throw error;
    }
    await pause(300);
  }
}

function isRight(events: readonly LogEvent[]): boolean {
  return checkRun(events).every(({ lost, unexpected }) => lost.length + unexpected.length === 0);
}
