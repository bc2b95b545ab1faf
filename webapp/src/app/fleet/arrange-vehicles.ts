import type { Vehicle } from './vehicle';

export type VehicleOrder = 'name' | 'speed' | 'seen';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Text in which case and accents do not matter: `Ñuñoa` is found by `nunoa`. */
function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/**
 * Puts a fleet in order, again and again: comparing names is slow, so the order of the names is kept
 * as long as the same vehicles come.
 */
export class VehicleArranger {
  readonly #ranks = new Map<string, number>();
  readonly #folded = new Map<string, string>();

  /** The vehicles whose names hold `search`; the fastest or the latest first, or by name. */
  arrange(vehicles: readonly Vehicle[], search: string, order: VehicleOrder): readonly Vehicle[] {
    this.#rankNames(vehicles);
    const wanted = foldText(search.trim());
    const found = vehicles.filter(({ name }) => this.#fold(name).includes(wanted));
    const byName = (a: Vehicle, b: Vehicle) => this.#rank(a) - this.#rank(b);
    switch (order) {
      case 'name':
        return found.sort(byName);
      case 'speed':
        return found.sort((a, b) => (b.speedMph ?? -1) - (a.speedMph ?? -1) || byName(a, b));
      case 'seen':
        return found.sort((a, b) => b.time - a.time || byName(a, b));
    }
  }

  #rankNames(vehicles: readonly Vehicle[]): void {
    const isKnown = vehicles.length === this.#ranks.size;
    if (isKnown && vehicles.every(({ name }) => this.#ranks.has(name))) return;
    this.#ranks.clear();
    this.#folded.clear();
    const names = vehicles.map(({ name }) => name).sort(collator.compare);
    names.forEach((name, rank) => this.#ranks.set(name, rank));
  }

  #rank({ name }: Vehicle): number {
    return this.#ranks.get(name) ?? 0;
  }

  #fold(name: string): string {
    const known = this.#folded.get(name);
    if (known !== undefined) return known;
    const folded = foldText(name);
    this.#folded.set(name, folded);
    return folded;
  }
}
