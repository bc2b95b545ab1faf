import { DestroyRef, DOCUMENT, inject, signal, type Signal } from '@angular/core';

/** Whether a media query holds, now and whenever that changes; to be called where one may inject. */
export function watchMedia(query: string): Signal<boolean> {
  const list = inject(DOCUMENT).defaultView?.matchMedia(query);
  const matches = signal(list?.matches ?? false);
  const change = () => {
    matches.set(list?.matches ?? false);
  };
  list?.addEventListener('change', change);
  inject(DestroyRef).onDestroy(() => list?.removeEventListener('change', change));
  return matches.asReadonly();
}
