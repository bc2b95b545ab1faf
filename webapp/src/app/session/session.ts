import { computed, inject, Injectable, signal } from '@angular/core';
import type { Person, Role } from '@fleetman/contract/registry';
import { ApiClient } from './api-client';

/** The answer of `GET /session`: how people log in here, and who this is. */
export interface SessionAnswer {
  readonly login: 'off' | 'password' | 'oidc';
  /** Whether there is a registry of vehicles. */
  readonly registry: boolean;
  readonly person?: Person;
  /** The one vehicle that is seen by a link, until then. */
  readonly share?: { readonly vehicle: string; readonly until: string; readonly label?: string };
  /** Where Teltonika trackers connect, by TCP; none: they cannot. */
  readonly teltonikaPort?: number;
  /** Where devices deliver, without a slash at its end; none: where the page is. */
  readonly devicesUrl?: string;
}

const ranks: Readonly<Record<Role, number>> = { viewer: 0, dispatcher: 1, admin: 2 };

/** Who looks at this page, and what they may do. Nothing is known before it was asked. */
@Injectable({ providedIn: 'root' })
export class Session {
  readonly #api = inject(ApiClient);
  readonly #answer = signal<SessionAnswer | undefined>(undefined);

  /** What the gateway said last. */
  readonly answer = this.#answer.asReadonly();
  readonly person = computed(() => this.#answer()?.person);
  readonly share = computed(() => this.#answer()?.share);
  /** Whether there are records of vehicles that this reader may see. */
  readonly hasRegistry = computed(
    () => this.#answer()?.registry === true && !this.mustLogIn() && !this.share(),
  );
  /** Whether people log in here at all. */
  readonly hasLogin = computed(() => (this.#answer()?.login ?? 'off') !== 'off');
  readonly mustLogIn = computed(() => this.hasLogin() && !this.person() && !this.share());

  /** Whether the role is this one or a higher one; without a login everybody may do everything. */
  may(role: Role): boolean {
    const answer = this.#answer();
    if (!answer || answer.share) return false;
    if (answer.login === 'off') return true;
    return answer.person !== undefined && ranks[answer.person.role] >= ranks[role];
  }

  /** Whether the role reaches that far, for all vehicles: not for those who are limited to groups. */
  mayForAll(role: Role): boolean {
    return this.may(role) && this.person()?.groups === undefined;
  }

  /** Asks anew. What was known stays while the gateway does not answer, or knows no sessions. */
  async refresh(): Promise<void> {
    try {
      this.#answer.set(await this.#api.ask<SessionAnswer>('GET', 'session'));
    } catch {
      // An older gateway has no sessions; one that is away is asked again when it is back.
    }
  }

  async logIn(login: string, password: string): Promise<void> {
    await this.#api.ask('POST', 'session', { login, password });
  }

  /**
   * @param isEverywhere whether all other browsers of this person are logged out as well.
   * @returns where one logs out of the identity provider as well; undefined if there is no such place.
   */
  async logOut(isEverywhere = false): Promise<string | undefined> {
    const path = isEverywhere ? 'session?everywhere=true' : 'session';
    const answer = await this.#api.ask<{ readonly endAddress: string } | undefined>('DELETE', path);
    return answer?.endAddress;
  }

  async changePassword(old: string, next: string): Promise<void> {
    await this.#api.ask('PUT', 'session/password', { old, new: next });
  }

  /** Sets a password by a link that works once, and logs in. */
  async useLink(token: string, password: string): Promise<void> {
    await this.#api.ask('POST', 'session/link', { token, password });
  }

  /** Sees the one vehicle of a shared link from now on. */
  async openShare(token: string): Promise<void> {
    await this.#api.ask('POST', 'session/share', { token });
  }
}
