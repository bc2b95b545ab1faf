import { BackupError, backupLines, excerptOf, parseBackupLine } from '@fleetman/service-kit';
import * as z from 'zod';
import type { RegistryPut, RegistryStore } from '../store/registry-store.ts';
import { recordKinds } from '../store/stored-records.ts';

/** Records that are in memory at once. */
const pageSize = 500;

/**
 * A backup is a gzipped text, one JSON value a line: the header, one record a line, the footer. A file without its
 * footer was cut off.
 */
const header = z.object({
  format: z.literal('fleetman-registry-backup'),
  version: z.literal(1),
  /** When the backup was begun. */
  createdAt: z.iso.datetime(),
});
const line = z.object({
  kind: z.enum(recordKinds),
  id: z.string().min(1),
  of: z.string().optional(),
  record: z.record(z.string(), z.json()),
});
const footer = z.object({ records: z.int().nonnegative() });

/** What a backup that is being written or restored counts. */
export interface RecordCounts {
  records: number;
  /** Of these, those that the store did not have before. */
  added: number;
}

/** All that the store keeps, as the text of a backup, piece by piece. What is put meanwhile may be in it. */
export async function* writeRegistryBackup(
  store: RegistryStore,
  { now, counts }: { readonly now: () => Date; readonly counts: RecordCounts },
): AsyncGenerator<string, void, undefined> {
  const createdAt = now().toISOString();
  yield toLine({ format: 'fleetman-registry-backup', version: 1, createdAt });
  let page = await store.page(pageSize);
  while (page.length > 0) {
    yield page.map(({ kind, id, of, record }) => toLine({ kind, id, of, record })).join('');
    counts.records += page.length;
    page = await store.page(pageSize, page.at(-1));
  }
  yield toLine({ records: counts.records } satisfies z.infer<typeof footer>);
}

/**
 * The records of a backup's text, each as the change that puts it. Only who has taken the last knows that all were
 * there.
 *
 * @throws BackupError that names the line that is not what a backup holds, or where the text breaks off.
 */
export async function* readRegistryBackup(
  text: AsyncIterable<string>,
): AsyncGenerator<RegistryPut, void, undefined> {
  let [at, records] = [0, 0];
  let isComplete = false;
  for await (const content of backupLines(text)) {
    at += 1;
    const value = parseBackupLine(content);
    const given = `line ${at}: ${excerptOf(content)} given, expected`;
    if (isComplete) throw new BackupError(`line ${at}: expected nothing after the footer`);
    if (at === 1) {
      if (header.safeParse(value).success) continue;
      throw new BackupError(`${given} the header of a backup of the registry, version 1`);
    }
    const end = footer.safeParse(value).data;
    if (end) {
      if (end.records !== records) throw new BackupError(`${given} a footer of ${records} records`);
      isComplete = true;
      continue;
    }
    const { data } = line.safeParse(value);
    // Not what was given: it may hold what proves a password.
    if (!data) throw new BackupError(`line ${at}: expected a record of the registry`);
    records += 1;
    // What a kind's record holds is what the store was given; nobody else writes a backup.
    yield { do: 'put', ...data } as RegistryPut;
  }
  if (!isComplete) throw new BackupError(`the file breaks off after line ${at}`);
}

/**
 * Puts records as they were, in the place of what was changed since; what was added since stays. Can be repeated. A
 * new set has a person already, the first admin without a password.
 */
export async function restoreRecords(
  store: RegistryStore,
  puts: AsyncIterable<RegistryPut>,
  counts: RecordCounts,
): Promise<void> {
  let batch: RegistryPut[] = [];
  const save = async (): Promise<void> => {
    const found = await Promise.all(batch.map(({ kind, id }) => store.find(kind, id)));
    await store.apply(batch);
    counts.records += batch.length;
    counts.added += found.filter((record) => record === undefined).length;
    batch = [];
  };
  for await (const put of puts) {
    batch.push(put);
    if (batch.length === pageSize) await save();
  }
  await save();
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
