import { runRounds } from '../measuring/rounds.ts';
import { cpuCeiling, cpuFigures } from '../report/cpu-figure.ts';
import { makeFigure, valuesOf } from '../report/make-figure.ts';
import { subject, type Scenario } from './scenario.ts';

const forms = [
  { name: 'one a message', load: { vehicles: 1_000, perMessage: 1 } },
  { name: '100 a message', load: { vehicles: 1_000, perMessage: 100 } },
];

const aimedRate = 100_000;

/** Reports a second with queue, tracker and store in one process and in memory, as `npm start` has them. */
export const embedded: Scenario = {
  name: 'embedded',
  needs: [],
  isInAll: true,
  async run(bench) {
    const tracker = await bench.helper('tracker and publisher', 'servers/memory-tracker', {
      isProfiled: true,
    });
    const subjects = forms.flatMap(({ name, load }) => [
      subject(name, [tracker], (ms) => tracker.ask('drive', { ...load, ms })),
      subject(`codec ${name}`, [tracker], (ms) => tracker.ask('codecAlone', { ...load, ms })),
    ]);
    const runs = await runRounds(subjects, { runMs: bench.options.runMs });
    const of = (wanted: string) => [...runs].find(([{ name }]) => name === wanted)?.[1] ?? [];
    const figures = forms.flatMap(({ name }) => {
      const [ofForm, ofCodec] = [of(name), of(`codec ${name}`)];
      const codec = 'messages written and read alone';
      const figure = `${name}, 1,000 vehicles`;
      const cpu = cpuFigures({
        name: figure,
        each: 'report',
        runs: ofForm,
        ceilings: [cpuCeiling(codec, ofCodec)],
      });
      return [
        makeFigure({
          name: figure,
          unit: 'reports/s',
          better: 'more',
          runs: ofForm,
          key: 'rate',
          ceilings: [{ name: codec, values: valuesOf(ofCodec, 'rate') }],
          aim: {
            text: '100,000 reports/s on a core, 10 µs of CPU each',
            isMet: () => (cpu[0]?.median ?? Infinity) <= 1e6 / aimedRate,
          },
        }),
        ...cpu,
      ];
    });
    return { figures };
  },
};
