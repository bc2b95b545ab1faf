import type { LinkUse, OneTimeLink, PersonSession } from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import { newSecret, recordIdOf } from '../store/record-id.ts';
import type { RegistryChange } from '../store/registry-store.ts';
import type { StoredPerson } from '../store/stored-records.ts';
import { putPerson, sessionOf, type PeopleParts } from './people-keeper.ts';

const hourMs = 3_600_000;
const firstAdminMs = 24 * hourMs;
const invitationMs = 72 * hourMs;

/** The login of who sets Fleetman up. */
const firstLogin = 'admin';

/** Makes links by which a person sets a password once, and has them used. */
export class LinkKeeper {
  readonly #parts: PeopleParts;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
  }

  /**
   * A link for a person, for three days.
   *
   * @throws FleetmanError `not-found`, or `conflict` if the person is not active.
   */
  issue(login: string, by: string): Promise<OneTimeLink> {
    const { store, writer } = this.#parts;
    return writer.run(async () => {
      const known = await store.find('person', login);
      if (!known) throw new FleetmanError('not-found', `nobody has the login "${login}"`);
      if (!known.active) throw new FleetmanError('conflict', `"${login}" may not log in`);
      const { link, change } = this.#make(login, invitationMs);
      await writer.commit([change], { by, what: 'link-made', detail: login });
      return link;
    });
  }

  /**
   * A link for the first admin, for a day: the person `admin`, who is made if there is none. Anyone who asks
   * may do all, so that only the gateway's log gets it. Undefined if an admin has a password already.
   */
  firstAdmin(): Promise<OneTimeLink | undefined> {
    const { store, writer } = this.#parts;
    return writer.run(async () => {
      const people = await store.list('person');
      if (people.some(canChangePeople)) return undefined;
      const known = people.find(({ login }) => login === firstLogin);
      const admin: StoredPerson = {
        ...{ login: firstLogin, name: 'Admin', sessions: this.#parts.now().getTime() },
        ...known,
        ...{ role: 'admin', active: true },
      };
      const { link, change } = this.#make(firstLogin, firstAdminMs);
      const deed = { by: 'fleetman', what: 'link-made', detail: firstLogin };
      await writer.commit([putPerson(admin), change], deed);
      return link;
    });
  }

  /**
   * Sets a password by a link, which is used up with it, and so are the person's other links.
   *
   * @throws FleetmanError `not-logged-in` if the link is unknown, used or over.
   */
  async use({ token, password }: LinkUse): Promise<PersonSession> {
    const { store, writer, hasher, now } = this.#parts;
    // A guess costs no hashing.
    await this.#holderOf(token);
    const passwordHash = await hasher.hash(password);
    return writer.run(async () => {
      const { login } = await this.#holderOf(token);
      const known = await store.find('person', login);
      if (!known?.active) throw linkIsOver();
      const sessions = Math.max(known.sessions + 1, now().getTime());
      const record: StoredPerson = { ...known, passwordHash, sessions };
      const changes: RegistryChange[] = [
        { do: 'remove-of', kind: 'link', of: login },
        putPerson(record),
      ];
      await writer.commit(changes, { by: login, what: 'password-set-by-link' });
      return sessionOf(record);
    });
  }

  /** What removes links that are over. */
  async tidy(): Promise<RegistryChange[]> {
    const now = this.#parts.now().toISOString();
    const links = await this.#parts.store.list('link');
    return links
      .filter(({ until }) => until <= now)
      .map(({ id }) => ({ do: 'remove', kind: 'link', id }));
  }

  async #holderOf(token: string): Promise<{ readonly login: string }> {
    const link = await this.#parts.store.find('link', recordIdOf(token));
    if (!link || link.until <= this.#parts.now().toISOString()) throw linkIsOver();
    return link;
  }

  #make(login: string, lifeMs: number): { link: OneTimeLink; change: RegistryChange } {
    const token = newSecret();
    const until = new Date(this.#parts.now().getTime() + lifeMs).toISOString();
    const id = recordIdOf(token);
    return {
      link: { login, token, until },
      change: { do: 'put', kind: 'link', id, of: login, record: { id, login, until } },
    };
  }
}

function canChangePeople({ role, active, passwordHash }: StoredPerson): boolean {
  return role === 'admin' && active && passwordHash !== undefined;
}

function linkIsOver(): FleetmanError {
  return new FleetmanError('not-logged-in', 'this link was used already, or its time is over');
}
