import { execFileSync } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchResult, type BenchResult } from './bench-result.ts';
import { replaceBetween, writeHighlights, writeTables, type Highlight } from './markdown-tables.ts';
import { resultsFolder } from './write-result.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readme = join(root, 'bench/README.md');

/** Results of the version that the present one is held against. */
const beforeFolder = join(resultsFolder, 'before');

/** What a reader looks for first, in the order of the table. */
const highlights: readonly Highlight[] = [
  { scenario: 'ingest', figure: 'one a message, 1,000 vehicles' },
  { scenario: 'ingest', figure: 'one a message, 1,000 vehicles, CPU a report' },
  { scenario: 'ingest', figure: '100 a message, 1,000 vehicles' },
  { scenario: 'ingest', figure: '100 a message, 1,000 vehicles, CPU a report' },
  { scenario: 'ingest', figure: '100 a message, 10,000 vehicles' },
  { scenario: 'embedded', figure: 'one a message, 1,000 vehicles' },
  { scenario: 'embedded', figure: 'one a message, 1,000 vehicles, CPU a report' },
  { scenario: 'visible', figure: 'published → REST of the tracker, idle, p50' },
  { scenario: 'visible', figure: 'published → REST of the tracker, half load, p99' },
  { scenario: 'visible', figure: 'published → socket of the gateway, idle, p50' },
  { scenario: 'visible', figure: 'published → socket of the gateway, half load, p99' },
  { scenario: 'rest', figure: '10,000 vehicles, tracker over memory' },
  { scenario: 'rest', figure: '10,000 vehicles, tracker over MongoDB' },
  { scenario: 'rest', figure: '10,000 vehicles, tracker over MongoDB, CPU a request' },
  { scenario: 'rest', figure: '10,000 vehicles, gateway over MongoDB' },
  { scenario: 'rest', figure: '10,000 vehicles, gateway over MongoDB, CPU a request' },
  { scenario: 'rest', figure: '1,000 vehicles, tracker over memory' },
  { scenario: 'rest', figure: '1,000 vehicles, tracker over MongoDB' },
  { scenario: 'rest', figure: '1,000 vehicles, tracker over MongoDB, CPU a request' },
  { scenario: 'rest', figure: '1,000 vehicles, gateway over MongoDB' },
  { scenario: 'rest', figure: '1,000 vehicles, gateway over MongoDB, CPU a request' },
  { scenario: 'rest', figure: 'one vehicle, tracker over MongoDB' },
  { scenario: 'rest', figure: 'one vehicle, tracker over MongoDB, CPU a request' },
  { scenario: 'rest', figure: 'one vehicle, gateway over MongoDB' },
  { scenario: 'rest', figure: 'one vehicle, gateway over MongoDB, CPU a request' },
  { scenario: 'history', figure: 'tracker over MongoDB, all of 100,000 fixes' },
  { scenario: 'history', figure: 'tracker over MongoDB, all of 100,000 fixes, CPU a fix' },
  { scenario: 'history', figure: 'tracker over MongoDB, first byte' },
  { scenario: 'history', figure: 'gateway over MongoDB, all of 100,000 fixes' },
  { scenario: 'devices', figure: 'one a request' },
  { scenario: 'devices', figure: '200 a request' },
  { scenario: 'devices', figure: '5,000 Teltonika trackers connected, held by each' },
  { scenario: 'live', figure: '1,000 clients, 3,000 vehicles at 1 Hz' },
  { scenario: 'live', figure: '1,000 clients, 3,000 vehicles at 1 Hz, reported → client, p99' },
  { scenario: 'live', figure: '1,000 clients, 10,000 vehicles at 1 Hz' },
  { scenario: 'live', figure: '1,000 clients, 10,000 vehicles at 1 Hz, reported → client, p99' },
  { scenario: 'live', figure: '1,000 clients, 10,000 vehicles at 1 Hz, memory held for a client' },
  { scenario: 'memory', figure: 'position-tracker, 50,000 vehicles' },
];

/** Writes the tables of README.md anew from the results that are there; `order` is that of scenarios. */
export async function writeReadme(order: readonly string[]): Promise<void> {
  const now = await readResults(resultsFolder, order);
  const before = await readResults(beforeFolder, order);
  const text = await readFile(readme, 'utf8');
  const withHighlights = replaceBetween(
    text,
    'highlights',
    writeHighlights(highlights, now, before),
  );
  await writeFile(readme, replaceBetween(withHighlights, 'figures', writeTables(now, before)));
  execFileSync(process.execPath, ['node_modules/prettier/bin/prettier.cjs', '--write', readme], {
    cwd: root,
  });
}

async function readResults(
  folder: string,
  order: readonly string[],
): Promise<ReadonlyMap<string, BenchResult>> {
  const files = await readdir(folder).catch((): string[] => []);
  const found = order.filter((name) => files.includes(`${name}.json`));
  const results = found.map(async (name) => {
    const text = await readFile(join(folder, `${name}.json`), 'utf8');
    return [name, benchResult.parse(JSON.parse(text))] as const;
  });
  return new Map(await Promise.all(results));
}
