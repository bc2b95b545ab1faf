import type { MongoBulkWriteError } from 'mongodb';

const duplicateKey = 11_000;

/** Throws the error on, unless all that went wrong is that some keys were there already. */
export function throwUnlessDuplicates(error: MongoBulkWriteError): void {
  const writeErrors = error.result.getWriteErrors();
  const isAllDuplicates = writeErrors.every(({ code }) => code === duplicateKey);
  if (!isAllDuplicates || writeErrors.length === 0 || error.result.getWriteConcernError()) {
    throw error;
  }
}
