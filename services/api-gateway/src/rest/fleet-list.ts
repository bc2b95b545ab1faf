import { bodyOf, SharedBody, type Body } from '@fleetman/service-kit';
import { PacedAnswer } from '@fleetman/toolkit';
import type { VehicleLabels } from '../labels/vehicle-labels.ts';
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
  readonly #labels: VehicleLabels;
  /** What was labelled last, and what became of it: written once for each list and each change of labels. */
  #labelled: { readonly plain: Body; readonly revision: number; readonly body: Body } | undefined;

  constructor({ tracker, fleet }: Sight, labels: VehicleLabels) {
    this.#labels = labels;
    this.#question = new PacedAnswer<SharedBody>({
      make: async () => {
        this.#heard.set(this.#label((await tracker.fleet()).body));
        return this.#heard;
      },
      isCurrent: () => false,
      rest: restOfQuestions,
    });
    // A vehicle that has left changes no version.
    const state = () => `${fleet.version} ${fleet.size} ${labels.revision}`;
    this.#memory = new PacedAnswer<string>({
      make: async () => {
        this.#remembered.set(bodyOf(labels.addTo(JSON.stringify(fleet.all()))));
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

  /** The tracker's own bytes where no vehicle has a label. */
  #label(plain: Body): Body {
    if (this.#labels.isEmpty) return plain;
    const { revision } = this.#labels;
    const known = this.#labelled;
    if (known?.plain === plain && known.revision === revision) return known.body;
    const body = bodyOf(this.#labels.addTo(plain.bytes.toString('utf8')));
    this.#labelled = { plain, revision, body };
    return body;
  }
}
