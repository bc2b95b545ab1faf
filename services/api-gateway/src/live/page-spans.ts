import { frameShown, mostShownMs } from '@fleetman/contract';
import type { Tracer } from '@fleetman/tracing';
import type { Recipient } from './recipient.ts';

/** So many pages are asked for each trace: more would tell the same. */
const mostAsked = 4;

/** A page that has not answered by then, in milliseconds, is hidden or slow: it may be asked anew. */
const patienceMs = 5_000;

/** What a page was asked, and when. */
interface Asked {
  readonly traceparent: string;
  readonly at: number;
}

/**
 * The last spans of traces: a frame on its way to a page, until it is on the screen. Pages say when that
 * is, but cannot record by themselves. A page is asked one thing at a time, and answers once.
 */
export class PageSpans {
  readonly #tracer: Tracer;
  readonly #now: () => number;
  readonly #asked = new Map<string, Asked>();

  /** `tracer` is the pages' own; `now` in milliseconds since 1970. */
  constructor(tracer: Tracer, now: () => number) {
    this.#tracer = tracer;
    this.#now = now;
  }

  /** Asks some of the recipients when they show the frame that they get now; returns these. */
  ask(recipients: readonly Recipient[], traceparent: string): readonly Recipient[] {
    const at = this.#now();
    const isFree = ({ id }: Recipient) => (this.#asked.get(id)?.at ?? 0) + patienceMs <= at;
    const asked = recipients.filter(isFree).slice(0, mostAsked);
    for (const { id } of asked) this.#asked.set(id, { traceparent, at });
    return asked;
  }

  /** Takes the word of a page, if it was asked and its answer can be true; all else is passed over. */
  take({ id }: Recipient, answer: unknown): void {
    const asked = this.#asked.get(id);
    const { success, data } = frameShown.safeParse(answer);
    if (!asked || !success || data.trace !== asked.traceparent) return;
    this.#asked.delete(id);
    const elapsedMs = this.#now() - asked.at;
    if (elapsedMs > mostShownMs || data.tookMs > elapsedMs) return;
    // Clocks of pages are wrong: both ways over the network are taken to be equally long.
    const startedAt = asked.at + (elapsedMs - data.tookMs) / 2;
    const span = this.#tracer.start('frame shown', { origins: [asked.traceparent], startedAt });
    span?.end(startedAt + data.tookMs);
  }

  /** The page has left. */
  forget({ id }: Recipient): void {
    this.#asked.delete(id);
  }
}
