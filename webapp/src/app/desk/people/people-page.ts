import { Component, computed, DOCUMENT, inject, output, signal } from '@angular/core';
import type { OneTimeLink, Person, PersonChange } from '@fleetman/contract/registry';
import { ApiClient } from '../../session/api-client';
import { Session } from '../../session/session';
import { Formatter } from '../../settings/formatter';
import { Attempt } from '../frame/attempt';
import { CopyField } from '../frame/copy-field';
import { DeskFrame } from '../frame/desk-frame';
import { PersonForm } from './person-form';
import { roleName } from './role-names';

/** Who is edited: somebody who is there, or somebody new. */
type Edited = Person | 'new' | undefined;

/** Who may log in, and what they may do. */
@Component({
  selector: 'fleet-people-page',
  imports: [CopyField, DeskFrame, PersonForm],
  templateUrl: './people-page.html',
})
export class PeoplePage {
  readonly closed = output();

  readonly #api = inject(ApiClient);
  readonly #format = inject(Formatter);
  readonly #baseUri = inject(DOCUMENT).baseURI;
  readonly #session = inject(Session);
  /** Nobody has one where an identity provider lets people in. */
  protected readonly hasPasswords = computed(() => this.#session.answer()?.login === 'password');
  protected readonly attempt = new Attempt();
  protected readonly people = signal<readonly Person[]>([]);
  protected readonly edited = signal<Edited>(undefined);
  readonly #link = signal<OneTimeLink | undefined>(undefined);

  protected readonly heading = computed(() => {
    const edited = this.edited();
    if (edited === undefined) return $localize`:@@people.title:People`;
    return edited === 'new' ? $localize`:@@people.add:Add a person` : edited.name;
  });
  protected readonly link = computed(() => {
    const link = this.#link();
    return link && `${new URL('.', this.#baseUri).href}#/link/${link.token}`;
  });
  protected readonly linkText = computed(() => {
    const link = this.#link();
    if (!link) return '';
    const time = this.#format.dateTime(Date.parse(link.until));
    return $localize`:@@people.link-for:Link for ${link.login}:login:, works once, until ${time}:time:`;
  });

  constructor() {
    void this.attempt.make(() => this.#reload());
  }

  protected detailsOf({ login, role, groups, active }: Person): string {
    const parts = [
      active ? undefined : $localize`:@@people.inactive:may not log in`,
      login,
      roleName(role),
      groups?.join(', '),
    ];
    return parts.filter((part) => part !== undefined).join(' · ');
  }

  protected async save(login: string, change: PersonChange): Promise<void> {
    const isNew = this.edited() === 'new';
    const path = `people/${encodeURIComponent(login)}`;
    const isSaved = await this.attempt.make(async () => {
      if (isNew && this.people().some((person) => person.login === login.toLowerCase())) {
        throw new Error($localize`:@@people.taken:There is a person with this login name already.`);
      }
      await this.#api.ask('PUT', path, change);
      await this.#reload();
    });
    if (!isSaved) return;
    this.edited.set(undefined);
    if (isNew) await this.makeLink(login);
  }

  /** By which this person sets a password; a link that was made before ends. */
  protected async makeLink(login: string): Promise<void> {
    await this.attempt.make(async () => {
      const path = `people/${encodeURIComponent(login)}/link`;
      this.#link.set(await this.#api.ask<OneTimeLink>('POST', path));
    });
  }

  protected edit(edited: Edited): void {
    this.#link.set(undefined);
    this.edited.set(edited);
  }

  async #reload(): Promise<void> {
    this.people.set(await this.#api.ask<readonly Person[]>('GET', 'people'));
  }
}
