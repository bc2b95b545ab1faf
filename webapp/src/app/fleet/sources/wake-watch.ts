const lookEveryMs = 1_000;

/**
 * Notices when the network may be back: the browser says so, the page is shown again, or the machine
 * has slept. `looked` is called once a second besides; `woke` when there is a reason not to wait.
 */
export class WakeWatch {
  readonly #close: () => void;

  constructor(
    document: Document,
    listener: { readonly looked: () => void; readonly woke: () => void },
  ) {
    const { defaultView } = document;
    const woke = () => {
      listener.woke();
    };
    const restored = ({ persisted }: PageTransitionEvent) => {
      // Not a page that has just been loaded.
      if (persisted) listener.woke();
    };
    const shown = () => {
      if (document.visibilityState === 'visible') listener.woke();
    };
    defaultView?.addEventListener('online', woke);
    defaultView?.addEventListener('pageshow', restored);
    document.addEventListener('visibilitychange', shown);
    const timer = setInterval(listener.looked, lookEveryMs);
    this.#close = () => {
      clearInterval(timer);
      defaultView?.removeEventListener('online', woke);
      defaultView?.removeEventListener('pageshow', restored);
      document.removeEventListener('visibilitychange', shown);
    };
  }

  close(): void {
    this.#close();
  }
}
