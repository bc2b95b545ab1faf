/** At most one line in this time for each kind, however many there are. */
const quietMs = 60_000;

interface Tally {
  saidAt: number;
  unsaid: number;
}

/** Counts what must not fill the log: the first of each kind is said, later ones summed up once a minute. */
export class QuietTally<K> {
  readonly #now: () => number;
  readonly #tallies = new Map<K, Tally>();

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** Adds `count` of a kind. Returns how many there are to be said now, or `undefined` for a later time. */
  add(kind: K, count = 1): number | undefined {
    const now = this.#now();
    const tally = this.#tallies.get(kind) ?? { saidAt: -Infinity, unsaid: 0 };
    this.#tallies.set(kind, tally);
    tally.unsaid += count;
    if (now - tally.saidAt < quietMs) return undefined;
    const { unsaid } = tally;
    tally.saidAt = now;
    tally.unsaid = 0;
    return unsaid;
  }
}
