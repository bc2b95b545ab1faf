import type {
  Credentials,
  PasswordChange,
  Person,
  PersonChange,
  PersonSession,
} from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import type { RegistryWriter } from '../changes/registry-writer.ts';
import type { RegistryChange, RegistryStore } from '../store/registry-store.ts';
import type { StoredPerson } from '../store/stored-records.ts';
import type { PasswordHasher } from './password-hasher.ts';

/** The most people who may be in a registry. */
const mostPeople = 10_000;

/** What keepers of people work with. */
export interface PeopleParts {
  readonly store: RegistryStore;
  readonly writer: RegistryWriter;
  readonly hasher: PasswordHasher;
  readonly now: () => Date;
}

/** Keeps who may log in, and what proves it. */
export class PeopleKeeper {
  readonly #parts: PeopleParts;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
  }

  /** All people, by login. */
  async list(): Promise<Person[]> {
    return (await this.#parts.store.list('person')).map(personOf);
  }

  /** @throws FleetmanError `not-found` */
  async find(login: string): Promise<PersonSession> {
    return sessionOf(await this.#stored(login));
  }

  /**
   * Makes a person, or another record in the place of one. A person who is made inactive is logged out.
   *
   * @throws FleetmanError `conflict` if nobody would be left who may change people.
   */
  put(login: string, change: PersonChange, by: string): Promise<Person> {
    const { store, writer } = this.#parts;
    return writer.run(async () => {
      const people = await store.list('person');
      const known = people.find((person) => person.login === login);
      if (!known) checkRoom(people);
      const { name = login, role, groups, active } = change;
      const record: StoredPerson = {
        ...{ login, name, role, active },
        ...(groups && { groups }),
        ...proofsOf(known),
        sessions: known && active ? known.sessions : this.#nextSessions(known),
      };
      keepAnAdmin(people, record);
      await writer.commit([putPerson(record)], {
        ...{ by, what: known ? 'person-changed' : 'person-created' },
        detail: login,
      });
      return personOf(record);
    });
  }

  /**
   * Removes a person, whose sessions end. Nothing happens if there is none.
   *
   * @throws FleetmanError `conflict` if nobody would be left who may change people.
   */
  remove(login: string, by: string): Promise<void> {
    const { store, writer } = this.#parts;
    return writer.run(async () => {
      const people = await store.list('person');
      const known = people.find((person) => person.login === login);
      if (!known) return;
      keepAnAdmin(people, { ...known, active: false });
      const changes: RegistryChange[] = [
        { do: 'remove-of', kind: 'link', of: login },
        { do: 'remove', kind: 'person', id: login },
      ];
      await writer.commit(changes, { by, what: 'person-removed', detail: login });
    });
  }

  /** Whose password this is; undefined if it is wrong, or the person may not log in. */
  async check({ login, password }: Credentials): Promise<PersonSession | undefined> {
    const known = await this.#parts.store.find('person', login);
    const mayLogIn = known?.active === true;
    const hash = mayLogIn ? known.passwordHash : undefined;
    const isRight = await this.#parts.hasher.verify(password, hash);
    return isRight && mayLogIn ? sessionOf(known) : undefined;
  }

  /**
   * Changes a password, which ends all sessions but the one that is answered.
   *
   * @throws FleetmanError `not-logged-in` if the old one is wrong.
   */
  async changePassword(login: string, change: PasswordChange): Promise<PersonSession> {
    if (!(await this.check({ login, password: change.old }))) {
      throw new FleetmanError('not-logged-in', 'the old password is wrong');
    }
    const deed = { by: login, what: 'password-changed' };
    const passwordHash = await this.#parts.hasher.hash(change.new);
    return this.#parts.writer.run(() => this.#begin(login, { passwordHash }, deed));
  }

  /** Ends all sessions of a person. */
  endSessions(login: string, by: string): Promise<PersonSession> {
    const deed = { by, what: 'logged-out-everywhere', detail: login };
    return this.#parts.writer.run(() => this.#begin(login, {}, deed));
  }

  /** Has only the sessions count that begin from now on. Called within the writer's turn. */
  async #begin(
    login: string,
    changes: { readonly passwordHash?: string },
    deed: { readonly by: string; readonly what: string },
  ): Promise<PersonSession> {
    const known = await this.#stored(login);
    const record = { ...known, ...changes, sessions: this.#nextSessions(known) };
    await this.#parts.writer.commit([putPerson(record)], deed);
    return sessionOf(record);
  }

  #nextSessions(known: StoredPerson | undefined): number {
    return nextSessions(known, this.#parts.now());
  }

  async #stored(login: string): Promise<StoredPerson> {
    const known = await this.#parts.store.find('person', login);
    if (!known) throw new FleetmanError('not-found', `nobody has the login "${login}"`);
    return known;
  }
}

/** What others may know of a person. */
function personOf({ login, name, role, groups, active }: StoredPerson): Person {
  return { login, name, role, ...(groups && { groups }), active };
}

/** The person, with the number of the sessions that count. */
export function sessionOf(stored: StoredPerson): PersonSession {
  return { person: personOf(stored), sessions: stored.sessions };
}

/** @throws FleetmanError `conflict` if there are as many people as there may be. */
export function checkRoom(people: readonly StoredPerson[]): void {
  if (people.length < mostPeople) return;
  throw new FleetmanError('conflict', `the registry holds at most ${mostPeople} people`);
}

/** The next number of sessions: a time, so that who gets an old login anew has no session from before. */
export function nextSessions(known: StoredPerson | undefined, now: Date): number {
  return Math.max((known?.sessions ?? 0) + 1, now.getTime());
}

/** What stays of a record that is written anew: by what a person proves who they are. */
export function proofsOf(
  known: StoredPerson | undefined,
): Pick<StoredPerson, 'passwordHash' | 'subject'> {
  const { passwordHash, subject } = known ?? {};
  return {
    ...(passwordHash !== undefined && { passwordHash }),
    ...(subject !== undefined && { subject }),
  };
}

/** The change that keeps a person. */
export function putPerson(record: StoredPerson): RegistryChange {
  return { do: 'put', kind: 'person', id: record.login, record };
}

/** @throws FleetmanError `conflict` if there were an active admin, and would be none after the change. */
function keepAnAdmin(people: readonly StoredPerson[], changed: StoredPerson): void {
  const isAdmin = ({ role, active }: StoredPerson) => role === 'admin' && active;
  if (!people.some(isAdmin) || isAdmin(changed)) return;
  if (people.some((person) => person.login !== changed.login && isAdmin(person))) return;
  throw new FleetmanError(
    'conflict',
    'this is the last admin who may log in: nobody could change people any more',
  );
}
