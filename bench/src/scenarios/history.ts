import { request } from 'node:http';
import { IngestRig } from '../load/ingest-rig.ts';
import type { Observed } from '../measuring/observed-process.ts';
import { runRounds, type Subject } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { cpuCeiling, cpuFigures } from '../report/cpu-figure.ts';
import { makeFigure, valuesOf } from '../report/make-figure.ts';
import type { HelperProcess } from '../servers/helper-process.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

const fixes = 100_000;
const vehicle = 'Van 0';
const path = `/history/${encodeURIComponent(vehicle)}?limit=${fixes}`;

/** What a history of a second ago is made of, one fix a second. */
const load = { vehicles: 1, perMessage: 100, secondsAgo: fixes + 60, prefix: 'Van' };

const aims = { total: 1_000, firstByte: 100 };

/** How long a history of 100,000 fixes takes: until its first byte, and in all. */
export const history: Scenario = {
  name: 'history',
  needs: [],
  isInAll: true,
  async run(bench) {
    const [memory, overMongo, bare] = await Promise.all([
      startOverMemory(bench),
      bench.hasServers ? startOverMongo(bench) : [],
      bench.helper('bare server', 'servers/bare-server'),
    ]);
    const url = await memory.ask<string>('url');
    const asked = [asking('tracker over memory', url, [memory]), ...overMongo];
    await bare.ask('copy', { url: `${url}${path}` });
    const urls = await bare.ask<{ bare: string }>('urls');
    const bytes = subject('bare', [bare], () => timeAnswer(urls.bare));
    const read = bench.hasServers ? [driverAlone(bench)] : [];
    const subjects = [...asked, bytes, ...read];
    const runs = await runRounds(subjects, { runMs: 0, warmUpMs: 1 });
    const of = (one: Subject | undefined) => (one && runs.get(one)) ?? [];
    return {
      figures: asked.flatMap((one): Figure[] => {
        const ofDriver = valuesOf(of(read[0]), 'total');
        const isOfDatabase = one.name.includes('MongoDB');
        const ceilings = [
          { name: 'node:http that sends the same bytes', values: valuesOf(of(bytes), 'total') },
          ...(isOfDatabase ? [{ name: 'the driver alone, raw', values: ofDriver }] : []),
        ];
        const common = { unit: 'ms', better: 'less', runs: of(one) } as const;
        return [
          makeFigure({
            ...common,
            name: `${one.name}, all of 100,000 fixes`,
            key: 'total',
            ceilings,
            aim: { text: 'under 1 s', isMet: ({ median }) => median < aims.total },
          }),
          ...cpuFigures({
            name: `${one.name}, all of 100,000 fixes`,
            each: 'fix',
            runs: of(one),
            ceilings:
              isOfDatabase && read[0] ? [cpuCeiling('the driver alone, raw', of(read[0]))] : [],
          }),
          makeFigure({
            ...common,
            name: `${one.name}, first byte`,
            key: 'firstByte',
            aim: { text: 'under 100 ms', isMet: ({ median }) => median < aims.firstByte },
          }),
        ];
      }),
    };
  },
};

async function startOverMemory(bench: Bench): Promise<HelperProcess> {
  const memory = await bench.helper('memory tracker', 'servers/memory-tracker', {
    isProfiled: true,
  });
  await memory.ask('fill', { ...load, fixesEach: fixes });
  return memory;
}

async function startOverMongo(bench: Bench): Promise<Subject[]> {
  const tracker = await bench.service('position-tracker');
  const rig = IngestRig.open(bench, [tracker], load);
  const [gateway] = await Promise.all([
    bench.service('api-gateway', { TRACKER_URL: tracker.url, TRACKER_TIMEOUT: '30s' }),
    rig.fill(fixes),
  ]);
  const servers = bench.observeServers();
  return [
    asking('tracker over MongoDB', tracker.url, [tracker, ...servers]),
    asking('gateway over MongoDB', gateway.url, [gateway, tracker, ...servers]),
  ];
}

function asking(name: string, url: string, observed: readonly Observed[]): Subject {
  return subject(name, observed, () => timeAnswer(`${url}${path}`));
}

/** Milliseconds until the first byte of a body and until its last. */
function timeAnswer(url: string): Promise<{ firstByte: number; total: number; work: number }> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const asking = request(url, (response) => {
      let firstByte = NaN;
      response.once('data', () => {
        firstByte = performance.now() - start;
      });
      response.on('data', () => undefined);
      response.once('end', () => {
        const total = performance.now() - start;
        if (response.statusCode === 200) resolve({ firstByte, total, work: fixes });
        else reject(new Error(`${url} answered with ${response.statusCode}`));
      });
    });
    asking.once('error', reject);
    asking.end();
  });
}

/** The driver reads the same fixes and decodes none: the database's part. */
function driverAlone(bench: Bench): Subject {
  const positions = bench.database.services.collection('positions');
  const observed = [{ name: 'driver', pid: process.pid }, ...bench.database.observe()];
  return subject('driver', observed, async () => {
    const start = performance.now();
    const options = {
      projection: { _id: 0 },
      sort: { time: -1 },
      limit: fixes,
      raw: true,
    } as const;
    const cursor = positions.find({ vehicle }, { ...options, batchSize: 10_000 });
    let work = 0;
    while ((await cursor.next()) !== null) work++;
    return { total: performance.now() - start, work };
  });
}
