import { Component, type ElementRef, inject, viewChild } from '@angular/core';
import { CloseIcon } from '../sheets/close-icon';
import { findShortcut } from './find-shortcut';
import { PageShortcuts } from './page-shortcuts';

/** Answers the keys of the page, and lists them behind `?`. */
@Component({
  selector: 'fleet-shortcut-sheet',
  imports: [CloseIcon],
  templateUrl: './shortcut-sheet.html',
  styleUrl: './shortcut-sheet.css',
  host: { '(document:keydown)': 'press($event)' },
})
export class ShortcutSheet {
  protected readonly sheet = viewChild.required<ElementRef<HTMLElement>>('sheet');
  protected readonly shortcuts = inject(PageShortcuts).list(() => {
    this.sheet().nativeElement.togglePopover();
  });

  /** The key as it is written on a keyboard. */
  protected labelOf(key = ''): string {
    if (key === ' ') return $localize`:@@keys.space:Space`;
    return key === 'Escape' ? 'Esc' : key.toUpperCase();
  }

  protected press(event: KeyboardEvent): void {
    const shortcut = findShortcut(event, this.shortcuts);
    if (!shortcut?.run || this.#isCovered(shortcut.keys)) return;
    if (shortcut.run()) event.preventDefault();
  }

  /** Under a menu or a sheet nothing happens that nobody would see. */
  #isCovered(keys: readonly string[]): boolean {
    const open = document.querySelector('[popover]:popover-open, dialog[open]');
    return open !== null && !(open === this.sheet().nativeElement && keys.includes('?'));
  }
}
