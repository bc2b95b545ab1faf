/** How often it is asked, and for how long one answer is waited for: few are under way at a time. */
const everyMs = 1_000;
const patienceMs = 2_000;

/** What a {@link NetworkProbe} reports. */
export interface ProbeListener {
  /** The gateway answered after so many milliseconds. */
  readonly answered: (tookMs: number) => void;
  /** It did not, or not in time. */
  readonly missed: () => void;
}

/**
 * Asks the gateway for something small, again and again while there is no connection. A gateway that
 * is back answers at once, while a try to connect that was begun without one waits for its end.
 */
export class NetworkProbe {
  readonly #url: string;
  readonly #listener: ProbeListener;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(document: Document, listener: ProbeListener) {
    // The gateway's card: a web server in front answers its own files also while the gateway is away.
    this.#url = new URL('api/', document.baseURI).href;
    this.#listener = listener;
  }

  /** Asks from now on; goes on if it asks already. */
  start(): void {
    this.#timer ??= setInterval(() => void this.#ask(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #ask(): Promise<void> {
    const timer = this.#timer;
    const askedAt = Date.now();
    const isThere = await this.#isThere();
    // What comes after the end says nothing of what has begun since.
    if (timer !== this.#timer) return;
    if (isThere) this.#listener.answered(Date.now() - askedAt);
    else this.#listener.missed();
  }

  /** A gateway that is away has a proxy answer with 502 to 504; any other answer is the gateway's. */
  async #isThere(): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const { status } = await fetch(this.#url, { method: 'HEAD', cache: 'no-store', signal });
      return status < 500;
    } catch {
      // The network is away.
      return false;
    }
  }
}
