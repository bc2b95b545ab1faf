import { setImmediate as breathe } from 'node:timers/promises';
import type { FleetAt, FleetRange } from '@fleetman/contract';
import type { Visibility } from './visibility.ts';

/** Frames of 5,000 vehicles, read within some milliseconds; then others get their turn. */
const framesAtOnce = 4;

const framesBegin = '"frames":[';
/** A quotation mark within a text of JSON is escaped, so no vehicle's name looks like this. */
const frameBegins = '{"at":"';

/** What is seen of the fleet at a past time. `body` is the tracker's own text, in the shape of `fleetAt`. */
export function limitFleetAt(body: Uint8Array, visibility: Visibility): FleetAt {
  // Our own tracker's words, whose kind was looked at: names are all that is read of them.
  const { at, vehicles } = JSON.parse(textOf(body)) as FleetAt;
  const isTooEarly = visibility.since !== undefined && at < visibility.since.toISOString();
  return { at, vehicles: isTooEarly ? [] : visibility.select(vehicles) };
}

/** What is seen of the fleet at several past times, from answers that are given one after the other. */
export class LimitedRange {
  readonly #visibility: Visibility;
  readonly #indexes = new Map<string, number>();
  readonly #frames: FleetRange['frames'][number][] = [];

  constructor(visibility: Visibility) {
    this.#visibility = visibility;
  }

  get names(): readonly string[] {
    return [...this.#indexes.keys()];
  }

  get frames(): FleetRange['frames'] {
    return this.#frames;
  }

  /**
   * Adds the frames of a text of our own tracker, in the shape of `fleetRange`, one by one: 30 MB at once would
   * hold up all others.
   */
  async add(body: Uint8Array): Promise<void> {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const start = bytes.indexOf(framesBegin) + framesBegin.length;
    // As above.
    const { names } = JSON.parse(`${bytes.toString('utf8', 0, start)}]}`) as FleetRange;
    const indexes = names.map((name) => (this.#visibility.sees(name) ? this.#indexOf(name) : -1));
    let begins = bytes.indexOf(frameBegins, start);
    for (let count = 1; begins >= 0; count++) {
      const next = bytes.indexOf(frameBegins, begins + 1);
      // Up to the comma before the next frame, or the two brackets at the end.
      const text = bytes.toString('utf8', begins, next < 0 ? bytes.length - 2 : next - 1);
      this.#take(JSON.parse(text) as FleetRange['frames'][number], indexes);
      begins = next;
      if (count % framesAtOnce === 0) await breathe();
    }
  }

  #indexOf(name: string): number {
    const index = this.#indexes.get(name) ?? this.#indexes.size;
    this.#indexes.set(name, index);
    return index;
  }

  #take({ at, vehicles }: FleetRange['frames'][number], indexes: readonly number[]): void {
    const { since } = this.#visibility;
    const isTooEarly = since !== undefined && at < since.toISOString();
    const seen = isTooEarly
      ? []
      : vehicles.flatMap(([named, ...place]) => {
          const index = indexes[named] ?? -1;
          return index < 0 ? [] : [[index, ...place] as const];
        });
    this.#frames.push({ at, vehicles: seen });
  }
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}
