import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  type WritableSignal,
} from '@angular/core';
import { SheetDrag } from './sheet-drag';
import { sheetHeights, type SheetHeight } from './sheet-height';

/** The upper edge of a sheet, by which a finger or keys set its height. Only phones show it. */
@Component({
  selector: 'fleet-sheet-handle',
  template: '',
  styleUrl: './sheet-handle.css',
  host: {
    role: 'slider',
    tabindex: '0',
    'aria-orientation': 'vertical',
    'aria-valuemin': '0',
    'aria-valuemax': '2',
    '[attr.aria-label]': 'label()',
    '[attr.aria-valuenow]': 'place()',
    '[attr.aria-valuetext]': 'text()',
    '(click)': 'toggle()',
  },
})
export class SheetHandle {
  /** What it is the height of. */
  readonly label = input.required<string>();
  readonly height = input.required<WritableSignal<SheetHeight>>();
  /** The sheet, which is around it. */
  readonly sheet = input.required<HTMLElement>();

  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #destroyed = inject(DestroyRef);

  protected readonly place = computed(() => sheetHeights.indexOf(this.height()()));
  protected readonly text = computed(() => {
    switch (this.height()()) {
      case 'closed':
        return $localize`:@@sheet.closed:closed`;
      case 'half':
        return $localize`:@@sheet.half:half open`;
      case 'full':
        return $localize`:@@sheet.full:open`;
    }
  });

  constructor() {
    afterNextRender(() => {
      const drag = new SheetDrag({
        handle: this.#element,
        sheet: this.sheet(),
        height: this.height(),
      });
      this.#destroyed.onDestroy(() => {
        drag.close();
      });
    });
  }

  protected toggle(): void {
    this.height().update((height) => (height === 'full' ? 'closed' : 'full'));
  }
}
