import { Component } from '@angular/core';

/** The cross on a button that closes what it is on; what that is says the button. */
@Component({
  selector: 'fleet-close-icon',
  template: `
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path
        d="m5 5 10 10M15 5 5 15"
        stroke="currentColor"
        stroke-width="1.75"
        stroke-linecap="round"
      />
    </svg>
  `,
  styles: ':host { display: contents; }',
})
export class CloseIcon {}
