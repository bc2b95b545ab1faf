/** How often it is asked, and for how long one answer is waited for: few are under way at a time. */
const everyMs = 600;
const patienceMs = 2_000;

/**
 * Asks for a small file again and again while a try to connect hangs. A network that is back answers
 * at once, while a try that was begun without one waits for its end.
 */
export class NetworkProbe {
  readonly #url: string;
  readonly #answered: (tookMs: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `answered` is told how long an answer took, of whatever status. */
  constructor(document: Document, answered: (tookMs: number) => void) {
    this.#url = new URL('config.json', document.baseURI).href;
    this.#answered = answered;
  }

  start(): void {
    this.stop();
    const timer = setInterval(() => {
      void this.#ask(timer);
    }, everyMs);
    this.#timer = timer;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** An answer after the end of the try that it was asked for says nothing of the next one. */
  async #ask(timer: ReturnType<typeof setInterval>): Promise<void> {
    const askedAt = Date.now();
    try {
      const signal = AbortSignal.timeout(patienceMs);
      await fetch(this.#url, { method: 'HEAD', cache: 'no-store', signal });
    } catch {
      // The network is still away.
      return;
    }
    if (timer === this.#timer) this.#answered(Date.now() - askedAt);
  }
}
