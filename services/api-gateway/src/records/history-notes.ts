import type { Log } from '@fleetman/messaging';
import { describeError, Seldom } from '@fleetman/toolkit';
import type { RegistryClient } from '../registry/registry-client.ts';
import type { Access } from '../session/access.ts';

/** An open page asks for a history again and again: that is one look at it, in milliseconds. */
const lookMs = 10 * 60_000;

/** What history notes go to. */
export interface HistoryNotesParts {
  readonly registry: Pick<RegistryClient, 'note'>;
  readonly log: Log;
  /** Milliseconds that never go back. */
  readonly clock?: () => number;
}

/** Has the audit trail say who looked at whose history. */
export class HistoryNotes {
  readonly #parts: HistoryNotesParts | undefined;
  readonly #looks = new Seldom(lookMs);

  /** Without parts nobody logs in, and there is nobody to be named. */
  constructor(parts?: HistoryNotesParts) {
    this.#parts = parts;
  }

  /** Nobody waits for it: a registry that is away does not hold up a history. */
  looked({ by }: Access, vehicle: string): void {
    if (!this.#parts) return;
    const { registry, log, clock = () => performance.now() } = this.#parts;
    const look = JSON.stringify([by, vehicle]);
    if (!this.#looks.isDue(look, clock())) return;
    registry.note({ what: 'history-read', vehicle }, by).catch((error: unknown) => {
      this.#looks.forget(look);
      const reason = describeError(error);
      log.warn({ by, vehicle, reason }, 'The audit trail does not say who read a history');
    });
  }
}
