import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { runProgram } from '@fleetman/service-kit';
import { writeRegistryBackup } from './backup/registry-backup.ts';
import { withDatabase } from './backup/with-database.ts';

/** `node dist/backup.js > FILE`: writes all that the registry's database holds, gzipped. */
await runProgram('backup', async () => {
  const counts = { records: 0, added: 0 };
  await withDatabase((store) => {
    const text = Readable.from(writeRegistryBackup(store, { now: () => new Date(), counts }));
    return pipeline(text, createGzip(), process.stdout);
  });
  return `${counts.records} records of the registry`;
});
