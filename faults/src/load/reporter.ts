import type { PositionReport } from '@fleetman/contract';
import { openPositionQueue, type PositionQueue } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { pause } from '@fleetman/toolkit';
import type { Device } from '../devices/device.ts';
import { fixId, type Fate, type LoggedFix } from '../log/log-event.ts';
import type { RunLog } from '../log/run-log.ts';
import type { Fleet } from './fleet.ts';

/** How often each vehicle reports, in milliseconds. */
const reportEveryMs = 200;

/** After a report that was not confirmed nothing is published for so long. */
const retryMs = 300;

/** Reports that are on their way at a time: while the broker is away each costs a try now and then. */
const mostInFlight = 200;

/** Reports that may wait for their confirms; while there are more, vehicles are silent. */
const mostUnconfirmed = 20_000;

/** How often the vehicles look what is to be done, in milliseconds. */
const tickMs = 10;

/** What happens to a report on its way, by faults of devices. */
export interface ReportMaking {
  /** What the device's clock is ahead. */
  readonly aheadMs?: number;
  /** What must become of it. */
  readonly fate?: Fate;
  /** How often it is published, 1 or more. */
  readonly copies?: number;
  /** How long it is held back. */
  readonly holdMs?: number;
}

/** A report under way. */
interface Sending {
  readonly id: string;
  readonly report: PositionReport;
}

/** Where reports go. */
export interface ReporterOptions {
  /** The broker's. */
  readonly url: string;
  readonly fleet: Fleet;
  readonly log: RunLog;
  /** Vehicles whose reports go by a device to the receivers, by their names; all others publish. */
  readonly devices: ReadonlyMap<string, Device>;
  /** A device makes one report while other vehicles make so many. */
  readonly deviceSlowness: number;
}

/**
 * The vehicles: has their reports published with confirms or delivered by devices, and writes down what was
 * attempted and published. What is not confirmed is published again until the run ends, as a device keeps its report.
 */
export class Reporter {
  /** What is done to the report of a vehicle from now on. */
  making: (index: number) => ReportMaking = () => ({});
  readonly #queue: PositionQueue;
  readonly #fleet: Fleet;
  readonly #log: RunLog;
  readonly #ticks: NodeJS.Timeout;
  readonly #devices: ReadonlyMap<string, Device>;
  readonly #deviceSlowness: number;
  readonly #held = new Set<NodeJS.Timeout>();
  readonly #lastTimes: number[] = [];
  #waiting: Sending[] = [];
  #inFlight = 0;
  #resumeAt = 0;
  #due = performance.now();
  #turn = 0;
  #isDriving = true;

  /** Begins at once. */
  constructor({ url, fleet, log, devices, deviceSlowness }: ReporterOptions) {
    this.#devices = devices;
    this.#deviceSlowness = deviceSlowness;
    this.#queue = openPositionQueue(url, { log: silentLog, publishTimeoutMs: 5_000 });
    this.#fleet = fleet;
    this.#log = log;
    this.#ticks = setInterval(() => {
      if (this.#isDriving) this.#drive();
      this.#publish();
    }, tickMs);
  }

  /** Publishes or delivers a report of any vehicle until it is confirmed or the run ends. */
  send(fix: LoggedFix, { fate = 'stored', copies = 1, holdMs = 0 }: ReportMaking = {}): void {
    const id = fixId(fix);
    this.#log.write({ kind: 'attempted', id, fate, fix, at: Date.now() });
    const sending = { id, report: { ...fix, time: new Date(fix.time) } };
    const hold = setTimeout(() => {
      this.#held.delete(hold);
      const device = this.#devices.get(fix.vehicle);
      for (let left = copies; left > 0; left--) {
        if (device) device.keep(fix);
        else this.#waiting.push(sending);
      }
      this.#publish();
    }, holdMs);
    this.#held.add(hold);
  }

  /** Makes no new reports, and resolves when those that it has made are confirmed or the time is up. */
  async close(patienceMs: number): Promise<void> {
    this.#isDriving = false;
    const deadline = performance.now() + patienceMs;
    while (this.#unconfirmed > 0 && performance.now() < deadline) await pause(tickMs);
    clearInterval(this.#ticks);
    for (const hold of this.#held) clearTimeout(hold);
    this.#waiting = [];
    await Promise.all([...this.#devices.values()].map((device) => device.close()));
    await this.#queue.close();
  }

  get #unconfirmed(): number {
    const kept = [...this.#devices.values()].reduce((sum, { waiting }) => sum + waiting, 0);
    return this.#held.size + this.#waiting.length + this.#inFlight + kept;
  }

  /** Makes the reports that are due: timers are late on a busy machine, up to a second of them is made up for. */
  #drive(): void {
    const now = performance.now();
    this.#due = Math.max(this.#due, now - 1_000);
    for (; this.#due <= now; this.#due += reportEveryMs / this.#fleet.size) this.#reportNext();
  }

  #reportNext(): void {
    const [round, index] = [
      Math.floor(this.#turn / this.#fleet.size),
      this.#turn % this.#fleet.size,
    ];
    this.#turn += 1;
    if (round % this.#deviceSlowness > 0 && this.#devices.has(this.#fleet.at(index, 0).vehicle))
      return;
    if (this.#unconfirmed >= mostUnconfirmed) return;
    const making = this.making(index);
    const aheadMs = making.aheadMs ?? 0;
    const now = Date.now() + aheadMs;
    // A vehicle has one report at a time, also when several are made up for at once.
    const time = aheadMs === 0 ? Math.max(now, (this.#lastTimes[index] ?? 0) + 1) : now;
    if (aheadMs === 0) this.#lastTimes[index] = time;
    this.send(this.#fleet.at(index, time, aheadMs), making);
  }

  #publish(): void {
    while (this.#inFlight < mostInFlight && performance.now() >= this.#resumeAt) {
      const sending = this.#waiting.shift();
      if (!sending) return;
      this.#inFlight++;
      void this.#publishOne(sending).finally(() => {
        this.#inFlight--;
        this.#publish();
      });
    }
  }

  async #publishOne(sending: Sending): Promise<void> {
    try {
      await this.#queue.publish([sending.report]);
      this.#log.write({ kind: 'confirmed', id: sending.id, at: Date.now() });
    } catch {
      // The broker is away, or full.
      this.#resumeAt = performance.now() + retryMs;
      this.#waiting.unshift(sending);
    }
  }
}
