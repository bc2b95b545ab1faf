import { connect } from 'amqplib';
import { openPositionQueue, type PositionQueue } from '@fleetman/messaging';
import { IngestRig } from '../load/ingest-rig.ts';
import { pauseAfter, probe, seeByRest, seeBySocket, type Seeing } from '../load/probe.ts';
import { quiet } from '../load/quiet-log.ts';
import { reportChunks } from '../load/report-stream.ts';
import { chunkFor, startSteadyLoad } from '../load/steady-load.ts';
import { runRounds, type Run, type Subject } from '../measuring/rounds.ts';
import { percentile } from '../measuring/statistics.ts';
import type { Figure } from '../report/bench-result.ts';
import { thousands } from '../report/print-figure.ts';
import { makeFigure, valuesOf } from '../report/make-figure.ts';
import { ceilingQueue } from '../servers/broker.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

const load = { vehicles: 1_000, perMessage: 1 };

const aims = { idleP50: 10, loadedP99: 100 };

/** How long until what is published is answered by REST, and until it is at a client of the socket. */
export const visible: Scenario = {
  name: 'visible',
  needs: ['RabbitMQ', 'MongoDB'],
  isInAll: true,
  async run(bench) {
    const { runMs, say } = bench.options;
    const tracker = await bench.service('position-tracker');
    const gateway = await bench.service('api-gateway', {
      TRACKER_URL: tracker.url,
      RATE_LIMIT: '0',
    });
    const rig = IngestRig.open(bench, [tracker], load);
    const socket = await seeBySocket(gateway.url);
    bench.onEnd(socket.close);
    const observed = [...rig.observed, gateway, ...bench.observeServers()];
    const byProbe = (name: string, see: Seeing) =>
      subject(name, observed, (ms) => probe(rig.queue, ms, see));
    const rest = byProbe('REST of the tracker', seeByRest(tracker.url));
    const live = byProbe('socket of the gateway', socket.see);
    const floor = await floorOf(bench);
    // Two runs' time each: a percentile needs many.
    const options = { runMs: 2 * runMs, warmUpMs: runMs };
    const idle = await runRounds([rest, live, floor], options);
    const most = await rig.drive(2 * runMs);
    say(`  half load: ${thousands(Math.round(most.rate / 2))} reports/s`);
    const stop = startLoad(rig.queue, most.rate / 2);
    const loaded = await runRounds([rest, live], { ...options, warmUpMs: runMs / 2 });
    await stop();
    const floors = idle.get(floor) ?? [];
    return {
      figures: [rest, live].flatMap((one) => [
        ...idleFigures(one, idle.get(one) ?? [], floors),
        ...loadedFigures(one, loaded.get(one) ?? [], valuesOf(idle.get(one) ?? [], 'p50')),
      ]),
    };
  },
};

function startLoad(queue: PositionQueue, rate: number): () => Promise<void> {
  const chunks = reportChunks({ ...load, chunkSize: chunkFor(rate), prefix: 'Steady' });
  return startSteadyLoad(queue, () => chunks.next().value);
}

function idleFigures(one: Subject, runs: readonly Run[], floors: readonly Run[]): Figure[] {
  const floor = 'published and consumed, and inserted once, without services';
  const common = { unit: 'ms', better: 'less', runs } as const;
  return [
    makeFigure({
      ...common,
      name: `published → ${one.name}, idle, p50`,
      key: 'p50',
      ceilings: [{ name: floor, values: valuesOf(floors, 'p50') }],
      aim: { text: 'under 10 ms', isMet: ({ median }) => median < aims.idleP50 },
    }),
    makeFigure({
      ...common,
      name: `published → ${one.name}, idle, p99`,
      key: 'p99',
      ceilings: [{ name: floor, values: valuesOf(floors, 'p99') }],
    }),
  ];
}

function loadedFigures(one: Subject, runs: readonly Run[], idle: readonly number[]): Figure[] {
  const common = { unit: 'ms', better: 'less', runs } as const;
  const ceilings = [{ name: 'p50 while idle', values: idle }];
  return [
    makeFigure({
      ...common,
      name: `published → ${one.name}, half load, p50`,
      key: 'p50',
      ceilings,
    }),
    makeFigure({
      ...common,
      name: `published → ${one.name}, half load, p99`,
      key: 'p99',
      ceilings,
      aim: { text: 'under 100 ms', isMet: ({ median }) => median < aims.loadedP99 },
    }),
  ];
}

/** What no service could be faster than: through the broker, then into the database, at the pace of the probe. */
async function floorOf(bench: Bench): Promise<Subject> {
  const { broker, database } = bench;
  const queue = openPositionQueue(broker.url, { log: quiet, queue: ceilingQueue });
  const connection = await connect(broker.url);
  bench.onEnd(async () => {
    await queue.close();
    await connection.close();
  });
  const chunks = reportChunks({ vehicles: 1, chunkSize: 1 });
  await queue.publish(chunks.next().value);
  const channel = await connection.createChannel();
  let arrived: (() => void) | undefined;
  await channel.consume(ceilingQueue, () => arrived?.(), { noAck: true });
  const positions = database.ceilings.collection('floor');
  await positions.createIndex({ vehicle: 1, time: -1 }, { unique: true }, {});
  return subject('floor', [], async (ms) => {
    const took: number[] = [];
    const end = performance.now() + ms;
    while (performance.now() < end) {
      const [report] = chunks.next().value;
      if (!report) break;
      const start = performance.now();
      const arrival = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      await Promise.all([queue.publish([report]), arrival]);
      await positions.insertOne({ ...report });
      took.push(performance.now() - start);
      await pauseAfter(took.length);
    }
    return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), work: took.length };
  });
}
