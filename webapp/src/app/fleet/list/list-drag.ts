import { afterNextRender, Component, DestroyRef, DOCUMENT, inject } from '@angular/core';
import { SheetDrag } from '../../sheets/sheet-drag';
import { ListSheet } from './list-sheet';

/** Lets the list follow the finger on its handle. Loaded late: until then a tap opens it. */
@Component({ selector: 'fleet-list-drag', template: '' })
export class ListDrag {
  constructor() {
    const [document, list, destroyed] = [inject(DOCUMENT), inject(ListSheet), inject(DestroyRef)];
    afterNextRender(() => {
      const sheet = document.querySelector<HTMLElement>('#fleet');
      const handle = sheet?.querySelector<HTMLElement>('.handle');
      if (!sheet || !handle) return;
      const drag = new SheetDrag({
        handle,
        sheet,
        height: list.height,
        held: (isHeld) => {
          list.isHeld.set(isHeld);
        },
      });
      destroyed.onDestroy(() => {
        drag.close();
      });
    });
  }
}
