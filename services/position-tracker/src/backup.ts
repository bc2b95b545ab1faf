import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { runProgram } from '@fleetman/service-kit';
import { withStore } from './backup/run-on-store.ts';
import { writeBackup } from './backup/write-backup.ts';

/** `node dist/backup.js > FILE`: writes all that the tracker's store holds, gzipped. */
await runProgram('backup', async () => {
  const counts = { vehicles: 0, reports: 0 };
  await withStore((store) => {
    const text = Readable.from(writeBackup(store, { now: () => new Date(), counts }));
    return pipeline(text, createGzip(), process.stdout);
  });
  return `${counts.reports} reports of ${counts.vehicles} vehicles`;
});
