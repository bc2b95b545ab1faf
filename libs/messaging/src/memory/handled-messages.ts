import { MessagingError } from '../errors.ts';
import type { InMemoryMessage } from './in-memory-message-queue.ts';

/** Lets a publisher wait until its messages were acknowledged: their reports are stored then, or parked. */
export class HandledMessages {
  readonly #timeoutMs: number;
  readonly #closing: AbortSignal;

  constructor(timeoutMs: number, closing: AbortSignal) {
    this.#timeoutMs = timeoutMs;
    this.#closing = closing;
  }

  /**
   * Offers messages, and resolves when all are acknowledged. Rejects after the timeout and when the queue is
   * closed; they may be stored nevertheless.
   */
  async await(
    messages: readonly InMemoryMessage[],
    offer: (noted: readonly InMemoryMessage[]) => Promise<void>,
  ): Promise<void> {
    if (messages.length === 0) return;
    const all = Promise.withResolvers<undefined>();
    let open = messages.length;
    const onDone = () => {
      open -= 1;
      if (open === 0) all.resolve(undefined);
    };
    await offer(messages.map((message) => ({ ...message, onDone })));
    await this.#within(all.promise);
  }

  async #within(done: Promise<unknown>): Promise<void> {
    const refused = Promise.withResolvers<never>();
    const refuse = () => {
      refused.reject(new MessagingError('closed', 'The queue was closed before all was stored'));
    };
    const timer = setTimeout(() => {
      const message = `The reports were not stored within ${this.#timeoutMs} ms`;
      refused.reject(new MessagingError('publish-timeout', message));
    }, this.#timeoutMs);
    if (this.#closing.aborted) refuse();
    this.#closing.addEventListener('abort', refuse);
    try {
      await Promise.race([done, refused.promise]);
    } finally {
      clearTimeout(timer);
      this.#closing.removeEventListener('abort', refuse);
    }
  }
}
