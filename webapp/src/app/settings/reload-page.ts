import { DOCUMENT, inject, InjectionToken } from '@angular/core';

/** Loads the page again; its address holds what one looks at. */
export const reloadPage = new InjectionToken('reload page', {
  providedIn: 'root',
  factory: () => {
    const { defaultView } = inject(DOCUMENT);
    return (): void => {
      defaultView?.location.reload();
    };
  },
});
