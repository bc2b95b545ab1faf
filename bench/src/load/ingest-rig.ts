import { openPositionQueue, type PositionQueue } from '@fleetman/messaging';
import type { Observed } from '../measuring/observed-process.ts';
import type { Bench } from '../scenarios/scenario.ts';
import { readMetric, type ServiceProcess } from '../servers/service-process.ts';
import { runClosedLoop, type LoopOutcome } from './closed-loop.ts';
import { quiet } from './quiet-log.ts';
import { reportChunks } from './report-stream.ts';

const chunkSize = 1_000;

/** What reports, and how. */
export interface Load {
  readonly vehicles: number;
  /** Reports that share a message. */
  readonly perMessage: number;
  /** How many seconds' work the publisher runs ahead when it drives; 1.5 if not given. */
  readonly aheadSeconds?: number;
  readonly secondsAgo?: number;
  readonly prefix?: string;
}

/** Counts rigs: each has a fleet of its own, so that nothing is reported twice. */
let rigs = 0;

/** A publisher and the trackers that store what it publishes, over the servers. */
export class IngestRig {
  readonly trackers: readonly ServiceProcess[];
  readonly observed: readonly Observed[];
  readonly queue: PositionQueue;
  readonly #chunks;
  readonly #aheadSeconds: number | undefined;

  private constructor(bench: Bench, trackers: readonly ServiceProcess[], load: Load) {
    this.trackers = trackers;
    const { perMessage: reportsPerMessage } = load;
    this.#aheadSeconds = load.aheadSeconds;
    this.queue = openPositionQueue(bench.broker.url, { log: quiet, reportsPerMessage });
    this.#chunks = reportChunks({ prefix: `Van ${++rigs}`, ...load, chunkSize });
    this.observed = [...trackers, { name: 'publisher', pid: process.pid }];
  }

  /** Opens a publisher for trackers that run. It is closed when the scenario ends. */
  static open(bench: Bench, trackers: readonly ServiceProcess[], load: Load): IngestRig {
    const rig = new IngestRig(bench, trackers, load);
    bench.onEnd(() => rig.queue.close());
    return rig;
  }

  /** Publishes for some time as fast as reports are stored. */
  drive(ms: number): Promise<LoopOutcome> {
    return runClosedLoop({
      chunks: this.#chunks,
      publish: (reports) => this.queue.publish(reports),
      countDone: () => this.countStored(),
      ms,
      aheadSeconds: this.#aheadSeconds,
    });
  }

  /** Publishes so many reports, and resolves when they are stored. */
  async fill(count: number): Promise<void> {
    let left = count;
    const next = () => {
      const reports = this.#chunks.next().value.slice(0, left);
      left -= reports.length;
      return { done: false, value: reports } as const;
    };
    await runClosedLoop({
      chunks: { next },
      publish: (reports) => this.queue.publish(reports),
      countDone: () => this.countStored(),
      ms: Infinity,
      isEnough: () => left <= 0,
    });
  }

  async countStored(): Promise<number> {
    const counts = this.trackers.map((one) => readMetric(one, 'fleetman_reports_stored_total'));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }
}
