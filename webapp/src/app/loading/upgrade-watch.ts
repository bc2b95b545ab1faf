import { DestroyRef, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { reloadPage } from '../settings/reload-page';
import { PartLoader } from './part-loader';
import { mayReload, scriptsOf } from './upgrade-rule';

/** How often the server is asked whether it has another release, in milliseconds. */
const askEveryMs = 5 * 60_000;
/** How often it is looked whether somebody uses the page, in milliseconds. */
const lookEveryMs = 1_000;
const patienceMs = 10_000;
/** Pages do not reload all at one moment, in milliseconds. */
const spreadMs = 20_000;
/** Remembered for as long as the tab lives. */
const reloadedAtKey = 'fleetman.upgraded-at';

/** Notices that the server has another release of the page, and reloads when nobody uses this one. */
@Injectable({ providedIn: 'root' })
export class UpgradeWatch {
  readonly #document = inject(DOCUMENT);
  readonly #reload = inject(reloadPage);
  readonly #isOld = signal(false);
  readonly #scripts = [...this.#document.querySelectorAll('script[src]')]
    .map((script) => script.getAttribute('src'))
    .join();
  #usedAt = Date.now();

  /** Whether the past is played, which a reload would end. */
  readonly isPlaying = signal(false);

  /** Whether the server has another release than this. */
  readonly isOld = this.#isOld.asReadonly();

  constructor() {
    const { defaultView } = this.#document;
    const closing = new AbortController();
    const { signal } = closing;
    for (const event of ['keydown', 'pointerdown', 'wheel']) {
      const used = () => (this.#usedAt = Date.now());
      defaultView?.addEventListener(event, used, { passive: true, capture: true, signal });
    }
    const ask = () => void this.ask();
    defaultView?.addEventListener('online', ask, { signal });
    const timer = setInterval(ask, askEveryMs);
    inject(DestroyRef).onDestroy(() => {
      closing.abort();
      clearInterval(timer);
    });
    const parts = inject(PartLoader);
    // A part that is gone was perhaps replaced.
    effect(() => {
      if (parts.isLate()) ask();
    });
    effect((onCleanup) => {
      if (!this.isOld()) return;
      const since = Date.now() + Math.random() * spreadMs;
      const looking = setInterval(() => {
        if (Date.now() >= since) this.#reloadUnused();
      }, lookEveryMs);
      onCleanup(() => {
        clearInterval(looking);
      });
    });
  }

  /** Asks the server for the page's own file; nothing is known while it does not answer. */
  async ask(): Promise<void> {
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const response = await fetch(this.#document.baseURI, { cache: 'no-store', signal });
      const scripts = response.ok ? scriptsOf(await response.text()) : '';
      // Another server that answers here has no scripts of ours.
      if (scripts !== '') this.#isOld.set(scripts !== this.#scripts);
    } catch {
      // The server is away.
    }
  }

  /** Loads the new release now. */
  upgrade(): void {
    this.#remember();
    this.#reload();
  }

  #reloadUnused(): void {
    const { activeElement, visibilityState } = this.#document;
    const use = {
      isHidden: visibilityState === 'hidden',
      isTyping: activeElement?.matches('input:not([type=radio]), select, textarea') ?? false,
      isPlaying: untracked(this.isPlaying),
      usedAt: this.#usedAt,
      reloadedAt: this.#reloadedAt(),
    };
    if (mayReload(Date.now(), use)) this.upgrade();
  }

  #reloadedAt(): number {
    try {
      return Number(this.#document.defaultView?.sessionStorage.getItem(reloadedAtKey) ?? -Infinity);
    } catch {
      // A browser that forbids storage throws: then nothing reloads by itself.
      return Infinity;
    }
  }

  #remember(): void {
    try {
      this.#document.defaultView?.sessionStorage.setItem(reloadedAtKey, String(Date.now()));
    } catch {
      // Somebody pressed the button, and will not again.
    }
  }
}
