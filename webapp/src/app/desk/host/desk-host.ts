import { Component, DOCUMENT, effect, inject } from '@angular/core';
import { PartLoader } from '../../loading/part-loader';
import { Session } from '../../session/session';
import { RecordKeeper } from '../record-keeper';
import { DeskPages } from './desk-pages';
import { markShare } from './mark-share';
import { SharedVehicle } from './shared-vehicle';
import { Visit } from './visit';

/** Knows who visits the page, and opens what lies over the map. What that is comes when it is first needed. */
@Component({
  selector: 'fleet-desk-host',
  imports: [DeskPages, SharedVehicle],
  template: `
    @if (session.share(); as share) {
      <fleet-shared-vehicle [share]="share" />
    }
    @if (visit.shown() !== undefined) {
      @defer (when hasPages()) {
        <fleet-desk-pages />
      }
    }
  `,
  styles: ':host { display: contents; }',
})
export class DeskHost {
  protected readonly visit = inject(Visit);
  protected readonly session = inject(Session);
  protected readonly hasPages = inject(PartLoader).when(
    () => this.visit.shown() !== undefined,
    () => import('./desk-pages'),
  );

  constructor() {
    inject(RecordKeeper);
    const document = inject(DOCUMENT);
    effect(() => {
      // Until the gateway has answered it is as index.html has found it.
      if (this.session.answer()) markShare(document, this.session.share());
    });
  }
}
