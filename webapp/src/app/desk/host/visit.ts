import { computed, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { ApiClient } from '../../session/api-client';
import { Session } from '../../session/session';
import { reloadPage } from '../../settings/reload-page';
import { DeskPage, type DeskPageName } from '../desk-page';
import { linkInAddress } from './link-in-address';

/** What lies over the map: a page that was asked for, or what must be done first. */
export type Shown = DeskPageName | 'log-in' | 'set-password' | 'share-over' | undefined;

/** Who visits this page, from the first answer of the gateway on: a person, a guest with a link, or nobody yet. */
@Injectable({ providedIn: 'root' })
export class Visit {
  readonly #session = inject(Session);
  readonly #fleet = inject(FleetStore);
  readonly #page = inject(DeskPage);
  readonly #reload = inject(reloadPage);
  readonly #window = inject(DOCUMENT).defaultView;
  /** The link that sets a password, while its password is not set. */
  readonly #passwordToken = signal<string | undefined>(undefined);
  readonly #isShareOver = signal(false);

  readonly passwordToken = this.#passwordToken.asReadonly();
  readonly shown = computed<Shown>(() => {
    if (this.#passwordToken() !== undefined) return 'set-password';
    if (this.#isShareOver()) return 'share-over';
    return this.#session.mustLogIn() ? 'log-in' : this.#page.open();
  });

  constructor() {
    this.#followLink();
    this.#askWhenConnected();
    this.#endShare();
  }

  /** What a link holds is a secret: it is taken out of the address before anybody copies that. */
  #followLink(): void {
    const { location, history } = this.#window ?? {};
    const link = linkInAddress(location?.hash ?? '');
    if (!link || !location) return;
    history?.replaceState(history.state, '', `${location.pathname}${location.search}`);
    if (link.kind === 'link') this.#passwordToken.set(link.token);
    else void this.#openShare(link.token);
  }

  async #openShare(token: string): Promise<void> {
    try {
      await this.#session.openShare(token);
      this.#reload();
    } catch {
      this.#isShareOver.set(true);
    }
  }

  /**
   * Asks who this is each time the gateway's socket is there (a gateway without one knows no sessions), and when the
   * gateway answers nobody who has not logged in.
   */
  #askWhenConnected(): void {
    const api = inject(ApiClient);
    const isToBeAsked = computed(() => {
      const connection = this.#fleet.connection();
      if (connection.state === 'lost') return connection.isRefused === true;
      return connection.state !== 'connecting' && connection.polled === undefined;
    });
    effect(() => {
      api.refusals();
      if (isToBeAsked()) void this.#session.refresh();
    });
  }

  /** A share ends at its time, or when somebody ends it. */
  #endShare(): void {
    let wasShared = false;
    effect((onCleanup) => {
      const share = this.#session.share();
      if (this.#session.answer() === undefined) return;
      if (!share) {
        if (wasShared) this.#isShareOver.set(true);
        return;
      }
      wasShared = true;
      untracked(() => {
        this.#fleet.select(share.vehicle);
        this.#fleet.isFollowing.set(true);
      });
      const restMs = Date.parse(share.until) - Date.now();
      // A timer waits for less than 25 days.
      const timer = setTimeout(
        () => {
          this.#isShareOver.set(true);
        },
        Math.min(Math.max(restMs, 0), 2 ** 31 - 1),
      );
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
  }
}
