import {
  afterNextRender,
  computed,
  DestroyRef,
  Directive,
  ElementRef,
  inject,
  input,
  signal,
} from '@angular/core';

/** Rows beyond the edges that exist all the same, so that scrolling shows no gaps. */
const spareRows = 6;

/** Which rows exist: from `first` up to, not including, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/**
 * Makes an element scroll through rows of one height of which only those in sight exist. What scrolls
 * is a place, not a row: rows that change their order leave the scroll position alone.
 */
@Directive({
  selector: '[fleetVirtualRows]',
  exportAs: 'virtualRows',
  host: { '(scroll)': 'readScroll()' },
})
export class VirtualRows {
  readonly rowCount = input.required<number>({ alias: 'fleetVirtualRows' });
  /** In pixels. */
  readonly rowHeight = input.required<number>();
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #scrollTop = signal(0);
  readonly #height = signal(0);

  /** How many rows fit into the element. */
  readonly rowsInSight = computed(() => Math.floor(this.#height() / this.rowHeight()));
  /** The rows that exist; the same object as long as they are the same. */
  readonly window = computed<RowWindow>(
    () => {
      const [top, height] = [this.#scrollTop(), this.rowHeight()];
      const first = Math.floor(top / height) - spareRows;
      const end = Math.ceil((top + this.#height()) / height) + spareRows;
      return { first: Math.max(0, first), end: Math.min(this.rowCount(), end) };
    },
    { equal: (a, b) => a.first === b.first && a.end === b.end },
  );

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      this.#height.set(this.#element.clientHeight);
      // jsdom has no layout and nothing to observe.
      if (typeof ResizeObserver === 'undefined') return;
      const observer = new ResizeObserver(() => {
        this.#height.set(this.#element.clientHeight);
      });
      observer.observe(this.#element);
      destroyed.onDestroy(() => {
        observer.disconnect();
      });
    });
  }

  protected readScroll(): void {
    this.#scrollTop.set(this.#element.scrollTop);
  }

  /** Scrolls by no more than it takes to see the row. */
  show(index: number): void {
    const [height, rowHeight] = [this.#element.clientHeight, this.rowHeight()];
    if (index < 0 || height === 0) return;
    const [start, end] = [index * rowHeight, (index + 1) * rowHeight];
    const { scrollTop } = this.#element;
    if (start < scrollTop) this.#scrollTo(start);
    else if (end > scrollTop + height) this.#scrollTo(end - height);
  }

  /** Shows the first row. */
  showTop(): void {
    this.#scrollTo(0);
  }

  #scrollTo(top: number): void {
    this.#element.scrollTop = top;
    this.readScroll();
  }
}
