import type { RegistryTopic } from '@fleetman/contract/registry';
import { Turnstile } from '@fleetman/toolkit';
import type { AuditTrail, Deed } from '../audit/audit-trail.ts';
import type { RegistryChange, RegistryStore } from '../store/registry-store.ts';
import type { RecordKind } from '../store/stored-records.ts';
import type { VersionBoard } from './version-board.ts';

/** Whose memory a change makes out of date. */
const topicOf: Readonly<Record<RecordKind, RegistryTopic | undefined>> = {
  vehicle: 'vehicles',
  device: 'keys',
  key: 'keys',
  person: 'people',
  link: undefined,
  share: 'shares',
  token: 'tokens',
  use: undefined,
  audit: undefined,
};

/** What a writer works with. */
export interface WriterParts {
  readonly store: RegistryStore;
  readonly board: VersionBoard;
  readonly audit: AuditTrail;
}

/** Writes into the store: one piece of work after the other, each noted and announced. */
export class RegistryWriter {
  readonly #parts: WriterParts;
  readonly #turn = new Turnstile(1);

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Runs work that reads before it writes, while no other does. It must not call `run` itself. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#turn.run(work);
  }

  /**
   * Makes changes together with the note of the deed, and says whom they concern: `topics` beside those of
   * the changed records.
   */
  async commit(
    changes: readonly RegistryChange[],
    deed?: Deed,
    ...topics: readonly RegistryTopic[]
  ): Promise<void> {
    const { store, board, audit } = this.#parts;
    try {
      await store.apply([...changes, ...(deed ? audit.note(deed) : [])]);
    } finally {
      // After a failure as well, since a part may have been made.
      const concerned = changes.map(({ kind }) => topicOf[kind]);
      board.changed(new Set([...topics, ...concerned.filter((topic) => topic !== undefined)]));
    }
  }
}
