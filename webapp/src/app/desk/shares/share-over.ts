import { Component } from '@angular/core';
import { DeskFrame } from '../frame/desk-frame';

/** All that a link shows when it does not count any more. */
@Component({
  selector: 'fleet-share-over',
  imports: [DeskFrame],
  template: `
    <fleet-desk-frame
      heading="This link has ended"
      i18n-heading="@@shares.over"
      [isNarrow]="true"
      [canClose]="false"
    >
      <p i18n="@@shares.over-hint">
        It shows no vehicle any more, or never did. Ask the sender for another one.
      </p>
    </fleet-desk-frame>
  `,
})
export class ShareOver {}
