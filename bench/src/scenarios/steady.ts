import { setTimeout as delay } from 'node:timers/promises';
import { usageOf } from '../measuring/process-usage.ts';
import { runRounds, rounds } from '../measuring/rounds.ts';
import { percentile } from '../measuring/statistics.ts';
import { makeFigure } from '../report/make-figure.ts';
import { readMetric } from '../servers/service-process.ts';
import { subject, type Scenario } from './scenario.ts';

const vehicles = 1_000;
const lookEveryMs = 1_000;

/** Each of three runs, unless another length is asked for: five minutes in all. */
const defaultRunMs = 100_000;

/** 1,000 vehicles that report once a second: how long the queue gets, and whether memory stays flat. */
export const steady: Scenario = {
  name: 'steady',
  needs: ['RabbitMQ', 'MongoDB'],
  isInAll: false,
  defaultRunMs,
  async run(bench) {
    const tracker = await bench.service('position-tracker');
    const gateway = await bench.service('api-gateway', { TRACKER_URL: tracker.url });
    const simulator = await bench.service('position-simulator', {
      VEHICLES: String(vehicles),
      REPORT_INTERVAL: '1s',
    });
    const services = [simulator, tracker, gateway];
    const observed = [...services, ...bench.observeServers()];
    const one = subject('steady', observed, async (ms) => {
      const before = await readMetric(tracker, 'fleetman_reports_stored_total');
      const lengths: number[] = [];
      for (let passed = 0; passed < ms; passed += lookEveryMs) {
        await delay(Math.min(lookEveryMs, ms));
        lengths.push(await bench.broker.queueLength());
      }
      const work = (await readMetric(tracker, 'fleetman_reports_stored_total')) - before;
      const memory = services.map(({ name, pid }) => [name, usageOf(pid)?.memoryMiB ?? NaN]);
      const queue = { median: percentile(lengths, 0.5), longest: percentile(lengths, 1) };
      return { work, ...queue, ...(Object.fromEntries(memory) as Record<string, number>) };
    });
    // The warm-up fills caches and pools; what grows after it would grow for ever.
    const { runMs } = bench.options;
    const runs = (await runRounds([one], { runMs, warmUpMs: runMs / 2 })).get(one) ?? [];
    const figure = (name: string, unit: string, key: string) =>
      makeFigure({ name, unit, better: 'less', runs, key });
    return {
      figures: [
        figure('queue length, median', 'messages', 'median'),
        figure('queue length, longest', 'messages', 'longest'),
        ...services.map(({ name }) => figure(`${name}, ${rounds} times`, 'MiB', name)),
      ],
    };
  },
};
