import { Component, DestroyRef, DOCUMENT, inject, input, output, signal } from '@angular/core';
import { DeskMenu } from '../desk/host/desk-menu';
import { SettingsMenu } from '../settings/settings-menu';
import { ShortcutSheet } from '../shortcuts/shortcut-sheet';

/** What the header offers once the map stands: the whole screen, the keys of the page, the settings. */
@Component({
  selector: 'fleet-header-tools',
  imports: [DeskMenu, SettingsMenu, ShortcutSheet],
  templateUrl: './header-tools.html',
  styleUrl: './header-tools.css',
})
export class HeaderTools {
  /** Whether somebody waits for the settings already. */
  readonly isMenuWanted = input(false);
  /** The settings lie over the page now, or no more. */
  readonly menuOpenChange = output<boolean>();

  readonly #document = inject(DOCUMENT);
  readonly #isFull = signal(false);

  // An iPhone has none but for films, and some frames forbid it.
  protected readonly canBeFull = this.#document.fullscreenEnabled;
  protected readonly isFull = this.#isFull.asReadonly();

  constructor() {
    const look = () => {
      this.#isFull.set(this.#document.fullscreenElement !== null);
    };
    this.#document.addEventListener('fullscreenchange', look);
    inject(DestroyRef).onDestroy(() => {
      this.#document.removeEventListener('fullscreenchange', look);
    });
  }

  protected toggleFull(): void {
    const change = this.#isFull()
      ? this.#document.exitFullscreen()
      : this.#document.documentElement.requestFullscreen();
    // A browser may refuse it: then nothing has changed.
    change.catch(() => undefined);
  }
}
