import { Component, computed, input, output } from '@angular/core';

/** Says which part of a link the page did not understand. */
@Component({
  selector: 'fleet-link-notice',
  template: `
    @if (text(); as words) {
      <span>{{ words }}</span>
      <button type="button" class="link" (click)="dismissed.emit()" i18n="@@link.dismiss">
        OK
      </button>
    }
  `,
  host: { role: 'status' },
})
export class LinkNotice {
  /** As the link says it: `at=now`. */
  readonly misread = input<readonly string[]>([]);
  readonly dismissed = output();

  protected readonly text = computed(() => {
    if (this.misread().length === 0) return '';
    const part = this.misread().join(', ');
    return $localize`:@@link.misread:The page does not understand this part of the link: ${part}:part:. It shows the rest.`;
  });
}
