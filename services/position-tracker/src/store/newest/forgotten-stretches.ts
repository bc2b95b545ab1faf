import type { Fix } from '../../fixes/fix.ts';
import type { ForgottenPart } from '../position-store.ts';

/** One part of a vehicle that was forgotten, and until when that is remembered. */
interface Forgotten {
  readonly part: ForgottenPart;
  readonly until: number;
}

/**
 * Which parts of vehicles were forgotten lately: others may write them back for some seconds, who do not know it
 * yet. Held: one entry a part, for a minute.
 */
export class ForgottenStretches {
  readonly #parts = new Map<string, Forgotten[]>();

  /** @param until when it can be forgotten that it was forgotten, by a clock that never goes back. */
  note(vehicle: string, part: ForgottenPart, until: number): void {
    this.#parts.set(vehicle, [...(this.#parts.get(vehicle) ?? []), { part, until }]);
  }

  /** The fixes that were not forgotten. */
  without(vehicle: string, fixes: readonly Fix[]): readonly Fix[] {
    const parts = this.#parts.get(vehicle);
    if (!parts) return fixes;
    return fixes.filter(({ time }) => !parts.some(({ part }) => isIn(part, time)));
  }

  /** Drops what has been remembered for long enough; returns the vehicles of it. */
  takeDue(now: number): string[] {
    const due: string[] = [];
    for (const [vehicle, parts] of this.#parts) {
      const left = parts.filter(({ until }) => until > now);
      if (left.length === parts.length) continue;
      due.push(vehicle);
      if (left.length === 0) this.#parts.delete(vehicle);
      else this.#parts.set(vehicle, left);
    }
    return due;
  }
}

function isIn({ from, until }: ForgottenPart, time: Date): boolean {
  return !(from && time < from) && !(until && time > until);
}
