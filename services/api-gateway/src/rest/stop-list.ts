import { bodyOf, SharedBody } from '@fleetman/service-kit';
import { PacedAnswer } from '@fleetman/toolkit';
import type { Sight } from '../visibility/sights.ts';

/** The list is written a fifth of the time at most. */
const rest = 4;

/** Since when vehicles stand, for all who ask for it and see the same. */
export class StopList {
  readonly #body = new SharedBody(bodyOf('[]'));
  readonly #list: PacedAnswer<number>;

  constructor({ stops }: Sight) {
    this.#list = new PacedAnswer<number>({
      make: async () => {
        const { version } = stops;
        this.#body.set(bodyOf(JSON.stringify(stops.all())));
        return version;
      },
      isCurrent: (version) => version === stops.version,
      rest,
    });
  }

  /** As it is known now, or was known a moment ago. */
  async get(): Promise<SharedBody> {
    await this.#list.get();
    return this.#body;
  }
}
