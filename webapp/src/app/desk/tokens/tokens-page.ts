import { Component, inject, output, signal, viewChild } from '@angular/core';
import type { ApiToken, IssuedToken, NewToken, Role } from '@fleetman/contract/registry';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { Attempt } from '../frame/attempt';
import { CopyField } from '../frame/copy-field';
import { DeskFrame } from '../frame/desk-frame';
import { EndChoice } from '../frame/end-choice';
import { textIn } from '../frame/text-in';
import { GroupLimits } from '../people/group-limits';
import { allRoles, roleName } from '../people/role-names';

const dayMs = 24 * 3_600_000;

/** The programs that ask with a token: to make one, which is shown once, and to end it. */
@Component({
  selector: 'fleet-tokens-page',
  imports: [CopyField, DeskFrame, EndChoice, GroupLimits],
  templateUrl: './tokens-page.html',
})
export class TokensPage {
  readonly closed = output();

  readonly #api = inject(ApiClient);
  readonly #format = inject(Formatter);
  protected readonly attempt = new Attempt();
  protected readonly tokens = signal<readonly ApiToken[]>([]);
  protected readonly isMaking = signal(false);
  readonly #made = signal<IssuedToken | undefined>(undefined);
  protected readonly made = this.#made.asReadonly();
  protected readonly endChoice = viewChild(EndChoice);
  protected readonly roles = allRoles.map((role) => ({ role, name: roleName(role) }));
  protected readonly spans = [90 * dayMs, 30 * dayMs, 7 * dayMs, 365 * dayMs] as const;

  constructor() {
    void this.attempt.make(() => this.#reload());
  }

  protected go(isMaking: boolean): void {
    this.#made.set(undefined);
    this.isMaking.set(isMaking);
  }

  protected detailsOf({ role, groups, until, by }: ApiToken): string {
    const time = this.#format.dateTime(Date.parse(until));
    const end = $localize`:@@tokens.details:until ${time}:time:, made by ${by}:person:`;
    return [roleName(role), groups?.join(', '), end].filter(Boolean).join(' · ');
  }

  protected madeText({ info }: IssuedToken): string {
    return $localize`:@@tokens.token:Token of ${info.label}:label:`;
  }

  protected async make(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const given = new FormData(form);
    const groups = given.getAll('group').map(String);
    const isMade = await this.attempt.make(async () => {
      const wish: NewToken = {
        label: textIn(given, 'label'),
        // One of the choices.
        role: textIn(given, 'role') as Role,
        ...(groups.length > 0 && { groups }),
        until: this.endChoice()?.until(Date.now()) ?? '',
      };
      this.#made.set(await this.#api.ask<IssuedToken>('POST', 'tokens', wish));
      await this.#reload();
    });
    if (isMade) this.isMaking.set(false);
  }

  protected async end({ id }: ApiToken): Promise<void> {
    await this.attempt.make(async () => {
      await this.#api.ask('DELETE', `tokens/${encodeURIComponent(id)}`);
      this.tokens.update((tokens) => tokens.filter((token) => token.id !== id));
      if (this.#made()?.info.id === id) this.#made.set(undefined);
    });
  }

  async #reload(): Promise<void> {
    this.tokens.set(await this.#api.ask<readonly ApiToken[]>('GET', 'tokens'));
  }
}
