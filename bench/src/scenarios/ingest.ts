import { availableParallelism } from 'node:os';
import { brokerAlone } from '../load/broker-alone.ts';
import { IngestRig, type Load } from '../load/ingest-rig.ts';
import { insertsAlone } from '../load/inserts-alone.ts';
import { runRounds } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { cpuCeiling, cpuFigures } from '../report/cpu-figure.ts';
import { thousands } from '../report/print-figure.ts';
import { makeFigure, valuesOf, type CeilingRuns } from '../report/make-figure.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

const loads: readonly Load[] = [
  { vehicles: 1_000, perMessage: 1 },
  { vehicles: 1_000, perMessage: 100 },
  { vehicles: 10_000, perMessage: 100 },
];

/** Of the lower of broker alone and inserts alone. */
const aimedShare = 0.8;

/**
 * Reports a second from confirmed publish to stored and acknowledged, over RabbitMQ and MongoDB, beside
 * what each of the two does alone.
 */
export const ingest: Scenario = {
  name: 'ingest',
  needs: ['RabbitMQ', 'MongoDB'],
  isInAll: true,
  async run(bench) {
    const figures: Figure[] = [];
    for (const load of loads) {
      figures.push(...(await measure(bench, load)));
      await bench.clear();
    }
    return { figures };
  },
};

async function measure(bench: Bench, load: Load): Promise<Figure[]> {
  const { runMs } = bench.options;
  const [broker, inserts, tracker] = await Promise.all([
    brokerAlone(bench, load),
    insertsAlone(bench, load),
    bench.service('position-tracker'),
  ]);
  const rig = IngestRig.open(bench, [tracker], load);
  const observed = [...rig.observed, ...bench.observeServers()];
  const chain = subject('ingest', observed, (ms) => rig.drive(ms));
  const runs = await runRounds([broker, inserts, chain], { runMs });
  const [ofBroker = [], ofInserts = [], ofChain = []] = [broker, inserts, chain].map((one) =>
    runs.get(one),
  );
  const form = load.perMessage === 1 ? 'one a message' : `${load.perMessage} a message`;
  const name = `${form}, ${thousands(load.vehicles)} vehicles`;
  const ofBoth = cpuCeiling('broker alone and inserts alone', ofBroker, ofInserts);
  return [
    makeFigure({
      name,
      unit: 'reports/s',
      better: 'more',
      runs: ofChain,
      key: 'rate',
      ceilings: [
        { name: 'broker alone', values: valuesOf(ofBroker, 'rate') },
        { name: 'inserts alone', values: valuesOf(ofInserts, 'rate') },
        ...onAllCores(ofBoth),
      ],
      aim: {
        text: '80 % of the lower of broker alone and inserts alone',
        // The lower of two ceilings is the one with the higher ratio.
        isMet: ({ ratios: [ofBrokerAlone = 0, ofInsertsAlone = 0] }) =>
          Math.max(ofBrokerAlone, ofInsertsAlone) >= aimedShare,
      },
    }),
    ...cpuFigures({ name, each: 'report', runs: ofChain, ceilings: [ofBoth] }),
  ];
}

/**
 * All processes share the cores: a chain that costs no more CPU a report than its broker and its
 * inserts do alone could not be faster than this.
 */
function onAllCores({ values }: CeilingRuns): readonly CeilingRuns[] {
  const cores = availableParallelism();
  if (!values.every(Number.isFinite)) return [];
  const rates = values.map((micros) => (cores * 1e6) / micros);
  return [{ name: `CPU of both alone, on ${cores} cores`, values: rates }];
}
