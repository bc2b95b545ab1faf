import type { LiveAnnouncement } from '@fleetman/contract';
import { describeError } from '@fleetman/toolkit';
import type { LiveHandler } from './live-feed.ts';
import type { Log } from '../log.ts';
import type { FeedSpans } from '../tracing/feed-spans.ts';

/** The handlers of one feed object. One that throws, though it must not, harms none of the others. */
export class LiveSubscribers {
  readonly #log: Log;
  readonly #spans: FeedSpans;
  readonly #handlers = new Set<LiveHandler>();

  constructor(log: Log, spans: FeedSpans) {
    this.#log = log;
    this.#spans = spans;
  }

  add(handler: LiveHandler): void {
    this.#handlers.add(handler);
  }

  /** `traceparent` is the header that the announcement came with, if any. */
  notify(announcement: LiveAnnouncement, traceparent?: unknown): void {
    this.#spans.receive(traceparent, () => {
      this.#notify(announcement);
    });
  }

  #notify(announcement: LiveAnnouncement): void {
    for (const handler of this.#handlers) {
      try {
        handler(announcement);
      } catch (error) {
        this.#log.error({ err: error }, `A live subscriber threw: ${describeError(error)}`);
      }
    }
  }
}
