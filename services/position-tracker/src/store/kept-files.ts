import type { DependencyState } from '@fleetman/service-kit';

/** What a tracker keeps data in, as far as starting and stopping go. */
interface KeptFile {
  /** Resolves when it was tried for the first time, well or badly. */
  readonly begun: Promise<unknown>;
  readonly connection: DependencyState;
  close(): Promise<void>;
}

/** All that a tracker keeps data in: its store first, then its dead letters where no broker has them. */
export class KeptFiles {
  readonly #files: readonly KeptFile[];

  constructor(files: readonly KeptFile[]) {
    this.#files = files;
  }

  /** Resolves when each was tried for the first time. */
  async begun(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.begun));
  }

  /** Why the first of those that cannot be used cannot be; `undefined` if all can. */
  get problem(): string | undefined {
    for (const { connection } of this.#files) if (!connection.connected) return connection.reason;
    return undefined;
  }

  async close(): Promise<void> {
    for (const file of this.#files) await file.close();
  }
}
