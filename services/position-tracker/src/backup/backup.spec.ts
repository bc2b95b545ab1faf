import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import type { PositionStore } from '../store/position-store.ts';
import { readBackup } from './read-backup.ts';
import { restoreReports } from './restore-reports.ts';
import { writeBackup } from './write-backup.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const now = () => noon;
const header = '{"format":"fleetman-backup","version":1,"createdAt":"2026-11-22T12:00:00.000Z"}';

function aStore(retentionMs = 86_400_000): PositionStore {
  return new InMemoryPositionStore({ maxPositions: 100_000, retentionMs, now });
}

/** A drive of three vehicles, one of which measures more than its place. */
function aDrive(reportsEach: number): readonly PositionReport[] {
  const vehicles = ['City Truck', 'Ñandú "7" 🚚', 'Village Truck'];
  return vehicles.flatMap((vehicle, lane) =>
    Array.from({ length: reportsEach }, (_, index) =>
      aReport({
        vehicle,
        lat: -29.9 - index * 1e-5 + lane,
        time: new Date(noon.getTime() - index * 1_500),
        ...(lane === 1 && { speed: index / 7, heading: 359.9, accuracy: 0 }),
      }),
    ),
  );
}

async function textOf(store: PositionStore, pageSize?: number): Promise<string> {
  const counts = { vehicles: 0, reports: 0 };
  const pieces = writeBackup(store, { now, counts, ...(pageSize !== undefined && { pageSize }) });
  return (await Readable.from(pieces).toArray()).join('');
}

async function restored(store: PositionStore, text: string) {
  const counts = { reports: 0, added: 0 };
  await restoreReports(
    readBackup(Readable.from([text])),
    (reports) => store.saveAll(reports),
    counts,
  );
  return counts;
}

/** Why a text is refused as a backup. */
async function refusalOf(text: AsyncIterable<string>): Promise<string> {
  try {
    await Readable.from(readBackup(text)).toArray();
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

const refusalOfLines = (...lines: readonly string[]) =>
  refusalOf(Readable.from([lines.join('\n')]));

describe('a backup', () => {
  it('brings every report into an empty store, to the last digit', async () => {
    const drive = aDrive(50);
    const [original, copy] = [aStore(), aStore()];
    await original.saveAll(drive);

    const counts = await restored(copy, await textOf(original));

    expect(counts).toEqual({ reports: 150, added: 150 });
    expect(await textOf(copy)).toBe(await textOf(original));
    expect(await copy.latest()).toHaveLength(3);
    for (const { vehicle } of await original.latest()) {
      const history = await copy.history(vehicle, { limit: 1_000 });
      expect(history.fixes).toHaveLength(50);
      expect(history).toEqual(await original.history(vehicle, { limit: 1_000 }));
    }
  });

  it.each([1, 7, 50])('is the same in whatever pages it is read: %i at once', async (pageSize) => {
    const store = aStore();
    await store.saveAll(aDrive(50));

    expect(await textOf(store, pageSize)).toBe(await textOf(store));
  });

  it('changes nothing where it is restored again, or beside newer reports', async () => {
    const store = aStore();
    await store.saveAll(aDrive(50));
    const text = await textOf(store);
    await store.saveAll([aReport({ time: noon, lat: 1 }), aReport({ vehicle: 'New', time: noon })]);
    const before = await textOf(store);

    expect(await restored(store, text)).toEqual({ reports: 150, added: 0 });
    expect(await textOf(store)).toBe(before);
  });

  it('leaves out what is older than the retention of the store', async () => {
    const original = aStore();
    await original.saveAll(aDrive(50));
    const strict = aStore(15_000);

    expect(await restored(strict, await textOf(original))).toEqual({ reports: 150, added: 33 });
  });

  it('of an empty store can be restored', async () => {
    expect(await restored(aStore(), await textOf(aStore()))).toEqual({ reports: 0, added: 0 });
  });

  it('is read in pieces that end anywhere', async () => {
    const store = aStore();
    await store.saveAll(aDrive(5));
    const text = await textOf(store);

    const pieces = text.match(/.{1,7}/gsu) ?? [];
    const reports = await Readable.from(readBackup(Readable.from(pieces))).toArray();

    expect(reports).toHaveLength(15);
  });
});

describe('what is no backup', () => {
  const report = JSON.stringify(aReport());

  it.each([
    ['nothing', [], 'the file breaks off after line 0: expected more reports or a footer'],
    ['another text', ['Hello'], 'line 1: Hello given, expected the header of a Fleetman backup'],
    [
      'a later version',
      [header.replace('1', '2')],
      'expected the header of a Fleetman backup, vers',
    ],
    ['no footer', [header, report], 'the file breaks off after line 2'],
    ['half a report', [header, report, '{"vehicle":"Ci'], 'line 3: expected JSON'],
    [
      'a wrong report',
      [header, report, '{"vehicle":"A","lat":91}'],
      'line 3: lat: 91 given, expec',
    ],
    ['two reports in a line', [header, `[${report},${report}]`], 'line 2: expected one report'],
    ['too few', [header, report, '{"reports":2}'], 'line 3: {"reports":2} given, but 1 reports st'],
    ['a broken footer', [header, '{"reports":'], 'line 2: {"reports": given, but 0 reports stand'],
    ['more', [header, '{"reports":0}', header], 'line 3: expected nothing after the footer'],
    ['one endless line', [header, 'x'.repeat(70_000)], 'the next one has more than 65536 characte'],
  ])('is refused with the line: %s', async (_, lines, message) => {
    expect(await refusalOfLines(...lines)).toContain(message);
  });

  it('is refused where the gzipped file was cut off, damaged, or is none', async () => {
    const store = aStore();
    await store.saveAll(aDrive(2_000));
    const file = gzipSync(await textOf(store));
    const damaged = Buffer.from(file);
    damaged.writeInt32LE(0, damaged.length - 8);
    const refusal = (bytes: Buffer) =>
      refusalOf(Readable.from([bytes]).pipe(createGunzip()).setEncoding('utf8'));

    expect(await refusal(file.subarray(0, file.length / 2))).toMatch(
      /cannot be read after line \d{3,}: unexpected end of file/,
    );
    expect(await refusal(file.subarray(0, file.length - 4))).toContain('unexpected end of file');
    expect(await refusal(damaged)).toMatch(/after line \d+: incorrect data check/);
    expect(await refusal(Buffer.from('no gzip'))).toContain('after line 0: incorrect header check');
  });

  it('leaves a count of what was restored before the fault', async () => {
    const counts = { reports: 0, added: 0 };
    const lines = [header, ...aDrive(500).map((each) => JSON.stringify(each)), 'broken'];
    const reports = readBackup(Readable.from([lines.join('\n')]));

    const store = aStore();
    const restoring = restoreReports(reports, (batch) => store.saveAll(batch), counts);

    await expect(restoring).rejects.toThrow('line 1502');
    expect(counts).toEqual({ reports: 1_000, added: 1_000 });
  });
});
