import {
  afterNextRender,
  Component,
  type ElementRef,
  input,
  output,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';

/** A sheet over the map for what is no map: it takes the focus, keeps it, and gives it back. */
@Component({
  selector: 'fleet-desk-frame',
  encapsulation: ViewEncapsulation.None,
  template: `
    <dialog
      #dialog
      class="desk"
      [class.narrow]="isNarrow()"
      aria-labelledby="desk-title"
      (cancel)="cancel($event)"
      (close)="closed.emit()"
    >
      <header>
        <h2 id="desk-title" #title tabindex="-1">{{ heading() }}</h2>
        @if (canClose()) {
          <button
            type="button"
            class="close"
            aria-label="Close"
            i18n-aria-label="@@keys.close"
            (click)="dialog.close()"
          >
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <path
                d="m5 5 10 10M15 5 5 15"
                stroke="currentColor"
                stroke-width="1.75"
                stroke-linecap="round"
              />
            </svg>
          </button>
        }
      </header>
      <div class="body"><ng-content /></div>
    </dialog>
  `,
  styleUrl: './desk-frame.css',
})
export class DeskFrame {
  readonly heading = input.required<string>();
  /** For a few fields. */
  readonly isNarrow = input(false);
  /** Whether one may go on without what it asks for. */
  readonly canClose = input(true);
  readonly closed = output();

  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
      this.focus();
    });
  }

  /** Reads the heading, as after a step that changed what lies below it. */
  focus(): void {
    const { nativeElement: dialog } = this.dialog();
    const first = dialog.querySelector<HTMLElement>('[data-first]') ?? this.title().nativeElement;
    first.focus();
  }

  protected cancel(event: Event): void {
    if (!this.canClose()) event.preventDefault();
  }
}
