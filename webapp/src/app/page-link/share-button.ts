import { Component, computed, DestroyRef, DOCUMENT, inject, input, signal } from '@angular/core';
import type { AddressKeeper } from './address-keeper';
import { copySelected, shareLink, type Shared } from '../settings/share-link';

/** How long it is said what became of the link, in milliseconds. */
const saidForMs = 4_000;

/** Copies the link to what one looks at, and says that it did. */
@Component({
  selector: 'fleet-share-button',
  template: `
    <button
      type="button"
      aria-label="Copy the link to this view"
      i18n-aria-label="@@link.share"
      title="Copy the link to this view"
      i18n-title="@@link.share"
      (click)="share()"
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <path
          d="M8.300 11.700a3.200 3.200 0 0 0 4.600 0l3-3a3.250 3.250 0 1 0-4.600-4.600l-1 1M11.700 8.300a3.200 3.200 0 0 0-4.600 0l-3 3a3.250 3.250 0 1 0 4.600 4.600l1-1"
          fill="none"
          stroke="currentColor"
          stroke-width="1.700"
          stroke-linecap="round"
        />
      </svg>
    </button>
    <span role="status">{{ text() }}</span>
  `,
  styleUrl: './share-button.css',
})
export class ShareButton {
  /** Knows the address of what one looks at; without it that is the one that the page was opened by. */
  readonly keeper = input<AddressKeeper>();
  readonly #document = inject(DOCUMENT);
  readonly #shared = signal<Shared | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly text = computed(() => {
    switch (this.#shared()) {
      case 'copied':
        return $localize`:@@link.copied:Link copied`;
      case 'failed':
        return $localize`:@@link.not-copied:This browser does not let the page copy. The link is the address above.`;
      default:
        return '';
    }
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.#timer);
    });
  }

  protected async share(): Promise<void> {
    const { navigator } = this.#document.defaultView ?? globalThis;
    // Typed as always there; over plain HTTP neither is.
    const { clipboard, share } = navigator as Partial<Pick<Navigator, 'clipboard' | 'share'>>;
    const shared = await shareLink(this.keeper()?.link() ?? this.#document.URL, {
      clipboard,
      share: share?.bind(navigator),
      copySelected: (text) => copySelected(this.#document, text),
    });
    clearTimeout(this.#timer);
    this.#shared.set(shared);
    this.#timer = setTimeout(() => {
      this.#shared.set(undefined);
    }, saidForMs);
  }
}
