import { isDeepStrictEqual } from 'node:util';
import type { PersonArrival, PersonSession } from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import type { StoredPerson } from '../store/stored-records.ts';
import {
  checkRoom,
  nextSessions,
  proofsOf,
  putPerson,
  sessionOf,
  type PeopleParts,
} from './people-keeper.ts';

/** Takes in people whom an identity provider has let in. */
export class ArrivalKeeper {
  readonly #parts: Omit<PeopleParts, 'hasher'>;

  constructor(parts: Omit<PeopleParts, 'hasher'>) {
    this.#parts = parts;
  }

  /**
   * Makes a person's record what the provider says of them: it is made if there is none, and another role or other
   * groups count in all their sessions at once. Even the last admin becomes what the provider says. Who was made
   * inactive here stays so.
   *
   * @throws FleetmanError `not-logged-in` if the person is inactive, `conflict` if somebody else of the provider
   * has this login, or the registry is full.
   */
  arrive(arrival: PersonArrival): Promise<PersonSession> {
    const { store, writer, now } = this.#parts;
    return writer.run(async () => {
      const people = await store.list('person');
      const known = people.find(({ login }) => login === arrival.login);
      check(known, arrival);
      if (!known) checkRoom(people);
      const { login, name, role, groups, subject } = arrival;
      const record: StoredPerson = {
        ...{ login, name, role, active: true },
        ...(groups && { groups }),
        ...proofsOf(known),
        subject,
        sessions: known?.sessions ?? nextSessions(undefined, now()),
      };
      if (!isDeepStrictEqual(known, record)) {
        const what = known ? 'person-changed' : 'person-created';
        await writer.commit([putPerson(record)], { by: login, what, detail: login });
      }
      return sessionOf(record);
    });
  }
}

function check(known: StoredPerson | undefined, { login, subject }: PersonArrival): void {
  if (known?.active === false) {
    throw new FleetmanError('not-logged-in', `"${login}" may not log in`);
  }
  if (known?.subject !== undefined && known.subject !== subject) {
    throw new FleetmanError('conflict', `somebody else has the login "${login}"`);
  }
}
