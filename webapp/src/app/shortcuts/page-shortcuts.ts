import { DOCUMENT, inject, Injectable, untracked } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { MapPosition } from '../geo/map-position';
import { PastAccess } from '../history/past/past-access';
import { TimeMachine } from '../history/time-machine/time-machine';
import { HistoryView } from '../history/view/history-view';
import { PastPlaying } from '../history/view/past-playing';
import type { Shortcut } from './find-shortcut';

/** The keys of the page: what binds them and what lists them read the same. */
@Injectable({ providedIn: 'root' })
export class PageShortcuts {
  readonly #document = inject(DOCUMENT);
  readonly #fleet = inject(FleetStore);
  readonly #history = inject(HistoryView);
  readonly #access = inject(PastAccess);
  readonly #machine = inject(TimeMachine);
  readonly #playing = inject(PastPlaying);
  readonly #position = inject(MapPosition);

  /** `help` shows them, or hides them again. */
  list(help: () => void): readonly Shortcut[] {
    return [
      {
        keys: ['/'],
        name: $localize`:@@keys.search:Search vehicles`,
        run: () => this.#focus('fleet-list-tools input'),
      },
      {
        keys: ['l'],
        name: $localize`:@@keys.list:Go to the list; arrow keys walk, Enter selects`,
        run: () => this.#focus('#vehicles'),
      },
      {
        keys: ['f'],
        name: $localize`:@@keys.follow:Follow the selected vehicle, or no longer`,
        run: () => this.#follow(),
      },
      {
        keys: ['h'],
        name: $localize`:@@keys.history:Open or close the history of the selected vehicle`,
        run: () => this.#toggleHistory(),
      },
      {
        keys: [' '],
        name: $localize`:@@keys.play:Play the past, or pause`,
        run: () => this.#play(),
      },
      {
        keys: ['n'],
        name: $localize`:@@keys.now:Go back to now`,
        run: () => this.#goLive(),
      },
      {
        keys: ['+', '='],
        name: $localize`:@@keys.closer:Zoom in`,
        run: () => this.#zoomBy(1),
      },
      { keys: ['-'], name: $localize`:@@keys.farther:Zoom out`, run: () => this.#zoomBy(-1) },
      { keys: ['Escape'], name: $localize`:@@keys.leave:Close what was opened last` },
      {
        keys: ['?'],
        name: $localize`:@@keys.help:Show these keys`,
        run: () => {
          help();
          return true;
        },
      },
    ];
  }

  #focus(selector: string): boolean {
    const element = this.#document.querySelector<HTMLElement>(selector);
    element?.focus();
    return element !== null;
  }

  #follow(): boolean {
    if (!untracked(this.#fleet.selected)) return false;
    this.#fleet.isFollowing.update((isFollowing) => !isFollowing);
    return true;
  }

  #toggleHistory(): boolean {
    const name = untracked(this.#fleet.selectedName);
    if (untracked(this.#history.isOpen)) this.#history.close();
    else if (name === undefined || !untracked(this.#access.hasPast)) return false;
    else this.#history.open(name);
    return true;
  }

  #play(): boolean {
    if (!untracked(this.#playing.canPlay)) return false;
    untracked(() => {
      this.#playing.toggle();
    });
    return true;
  }

  #goLive(): boolean {
    if (untracked(this.#machine.at) === undefined) return false;
    this.#machine.goLive();
    return true;
  }

  #zoomBy(steps: number): boolean {
    const shown = untracked(this.#position.shown);
    if (!shown) return false;
    this.#position.wanted.set({ ...shown, zoom: shown.zoom + steps });
    return true;
  }
}
