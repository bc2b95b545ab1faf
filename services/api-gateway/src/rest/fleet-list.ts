import { bodyOf, SharedBody } from '@fleetman/service-kit';
import { PacedAnswer } from '@fleetman/toolkit';
import type { Sight } from '../visibility/sights.ts';

/** The tracker is asked a third of the time at most: what is handed on is as old as three questions take. */
const restOfQuestions = 2;

/** While the tracker is away the list is written a fifth of the time at most. */
const restOfWriting = 4;

/** The list of all vehicles for all who ask for it and see the same, as the tracker says or as last heard. */
export class FleetList {
  readonly #question: PacedAnswer<SharedBody>;
  readonly #heard = new SharedBody(bodyOf('[]'));
  readonly #remembered = new SharedBody(bodyOf('[]'));
  readonly #memory: PacedAnswer<string>;

  constructor({ tracker, fleet }: Sight) {
    this.#question = new PacedAnswer<SharedBody>({
      make: async () => {
        this.#heard.set((await tracker.fleet()).body);
        return this.#heard;
      },
      isCurrent: () => false,
      rest: restOfQuestions,
    });
    // A vehicle that has left changes no version.
    const state = () => `${fleet.version} ${fleet.size}`;
    this.#memory = new PacedAnswer<string>({
      make: async () => {
        this.#remembered.set(bodyOf(JSON.stringify(fleet.all())));
        return state();
      },
      isCurrent: (written) => written === state(),
      rest: restOfWriting,
    });
  }

  /** As the tracker says; rejects as `TrackerClient.fleet` does. */
  async heard(): Promise<SharedBody> {
    return this.#question.get();
  }

  /** As last heard. */
  async remembered(): Promise<SharedBody> {
    await this.#memory.get();
    return this.#remembered;
  }
}
