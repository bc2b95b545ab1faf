import * as z from 'zod';

/**
 * A backup is a gzipped text, one JSON value a line: the header, one report a line in the form in which
 * it crossed the queue, the footer. A file without its footer was cut off.
 */
export const backupHeader = z.object({
  format: z.literal('fleetman-backup'),
  /** Readers refuse versions that they do not know. */
  version: z.literal(1),
  /** When the backup was begun. */
  createdAt: z.iso.datetime(),
});

/** The last line: how many reports stand before it. */
export const backupFooter = z.object({ reports: z.int().nonnegative() });

export type BackupHeader = z.infer<typeof backupHeader>;
export type BackupFooter = z.infer<typeof backupFooter>;
