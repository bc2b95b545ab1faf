import { Component, computed, DOCUMENT, inject, input, linkedSignal } from '@angular/core';
import { copySelected, shareLink, type Shared } from '../../settings/share-link';

/** A text to be taken elsewhere: it can be selected, and a button copies it. */
@Component({
  selector: 'fleet-copy-field',
  template: `
    <span class="label">{{ label() }}</span>
    <span class="row">
      <code tabindex="0" [attr.aria-label]="label()" role="textbox" aria-readonly="true">{{
        text()
      }}</code>
      <button type="button" class="action" [attr.aria-label]="name()" (click)="copy()">
        <span i18n="@@desk.copy">Copy</span>
      </button>
    </span>
    <span class="said" role="status">{{ said() }}</span>
  `,
  styleUrl: './copy-field.css',
})
export class CopyField {
  readonly label = input.required<string>();
  readonly text = input.required<string>();

  readonly #document = inject(DOCUMENT);
  /** Of another text nothing was said yet. */
  readonly #shared = linkedSignal<string, Shared | undefined>({
    source: this.text,
    computation: () => undefined,
  });

  protected readonly name = computed(
    () => $localize`:@@desk.copy-what:Copy: ${this.label()}:what:`,
  );
  protected readonly said = computed(() => {
    switch (this.#shared()) {
      case 'copied':
        return $localize`:@@desk.copied:Copied`;
      case 'failed':
        return $localize`:@@desk.not-copied:This browser does not let the page copy. Select the text instead.`;
      default:
        return '';
    }
  });

  protected async copy(): Promise<void> {
    const { navigator } = this.#document.defaultView ?? globalThis;
    // Typed as always there; over plain HTTP it is not.
    const { clipboard } = navigator as Partial<Pick<Navigator, 'clipboard'>>;
    const shared = await shareLink(this.text(), {
      clipboard,
      copySelected: (text) => copySelected(this.#document, text),
    });
    this.#shared.set(shared);
  }
}
