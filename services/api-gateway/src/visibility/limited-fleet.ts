import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import type { Visibility } from './visibility.ts';

/**
 * What is seen of a fleet as a fleet of its own, which follows that one: with versions and numbers of its own, so
 * that a client that is told of it learns nothing of the others, not even how many there are.
 */
export class LimitedFleet {
  readonly snapshot: FleetSnapshot;
  readonly #whole: FleetSnapshot;
  readonly #visibility: Visibility;
  readonly #stopFollowing: () => void;
  #version = 0;
  #retractions = -1;

  constructor(whole: FleetSnapshot, visibility: Visibility, now: () => Date) {
    const maxVehicles = Math.max(1, visibility.vehicles?.size ?? 1);
    this.snapshot = new FleetSnapshot({ maxVehicles, now });
    this.#whole = whole;
    this.#visibility = visibility;
    this.#follow();
    this.#stopFollowing = whole.onChange(() => {
      this.#follow();
    });
  }

  close(): void {
    this.#stopFollowing();
  }

  /** The whole fleet is right: what it says wins over what was known before. */
  #follow(): void {
    const { version, table } = this.#whole;
    const known = this.snapshot.version;
    if (this.#retractions !== table.retractions) this.snapshot.replace(this.#all(), known);
    else this.snapshot.correct(this.#news(), known);
    this.#version = version;
    this.#retractions = table.retractions;
  }

  #news() {
    const most = this.#whole.version - this.#version;
    const few = this.#visibility.vehicles?.size ?? Infinity;
    // What changed costs as much as it is; of a share it is one vehicle that is looked at.
    return few <= most
      ? this.#all()
      : this.#visibility.select(this.#whole.changedSince(this.#version));
  }

  #all() {
    return [...(this.#visibility.vehicles ?? [])].flatMap((name) => this.#whole.get(name) ?? []);
  }
}
