import {
  afterNextRender,
  Component,
  type ElementRef,
  input,
  output,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { CloseIcon } from '../../sheets/close-icon';

/** A sheet over the map for what is no map: it takes the focus, keeps it, and gives it back. */
@Component({
  selector: 'fleet-desk-frame',
  imports: [CloseIcon],
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
            <fleet-close-icon />
          </button>
        }
      </header>
      <div class="body"><ng-content /></div>
    </dialog>
  `,
  styleUrls: ['./desk-frame.css', './desk-forms.css', './desk-records.css'],
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
