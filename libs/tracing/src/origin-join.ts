import type { Origins, Tracer } from './tracer.ts';

/** OpenTelemetry keeps as many links of a span. */
const most = 128;

/**
 * Gathers what led to work that is done later, once for several causes: the first 128 different ones.
 *
 * @example
 * join.note();                      // wherever a cause is in hand
 * tracer.span('later', { ...join.take() }, …);
 */
export class OriginJoin {
  readonly #tracer: Tracer;
  #origins = new Set<string>();
  #since: number | undefined;

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /** The work in hand is one of the causes. */
  note(): void {
    if (!this.#tracer.isOn) return;
    this.#since ??= Date.now();
    for (const origin of this.#tracer.origins ?? []) {
      if (this.#origins.size >= most) return;
      this.#origins.add(origin);
    }
  }

  /** All causes since the last call, and when the first of them was noted. */
  take(): { readonly origins: Origins; readonly startedAt: number | undefined } {
    const taken = { origins: [...this.#origins], startedAt: this.#since };
    this.#origins = new Set();
    this.#since = undefined;
    return taken;
  }
}
