import type { LateFixes, LiveView } from '@fleetman/contract';
import type { Recipient } from './recipient.ts';

/** Sends one client that a stretch of a vehicle's past has changed. */
export type LateSender = (recipient: Recipient, late: LateFixes) => void;

/** A client hears of late fixes at most so often: each time it asks for histories anew, in milliseconds. */
const intervalMs = 1_000;

/** What one client shows, and what it was not told yet of that. */
interface Watcher {
  names: ReadonlySet<string>;
  /** By vehicle; no more than it watches. */
  readonly untold: Map<string, LateFixes>;
  nextAt: number;
}

/**
 * The clients that are told of fixes that came late. What comes of one vehicle while a client waits for
 * its turn, or does not read, becomes one stretch; of vehicles that nobody watches nothing is kept.
 */
export class LateAudience {
  readonly #send: LateSender;
  readonly #watchers = new Map<Recipient, Watcher>();
  readonly #byName = new Map<string, Set<Watcher>>();

  constructor(send: LateSender) {
    this.#send = send;
  }

  /** From now on this client shows these vehicles. What it no longer shows it need not be told. */
  look(recipient: Recipient, { follow, watch = [] }: Pick<LiveView, 'follow' | 'watch'>): void {
    const known = this.#watchers.get(recipient);
    const watcher: Watcher = known ?? { names: new Set(), untold: new Map(), nextAt: 0 };
    this.#watchers.set(recipient, watcher);
    this.#unlist(watcher);
    watcher.names = new Set(follow === undefined ? watch : [...watch, follow]);
    for (const name of watcher.names) this.#list(name, watcher);
    for (const name of watcher.untold.keys()) {
      if (!watcher.names.has(name)) watcher.untold.delete(name);
    }
  }

  remove(recipient: Recipient): void {
    const watcher = this.#watchers.get(recipient);
    if (watcher) this.#unlist(watcher);
    this.#watchers.delete(recipient);
  }

  clear(): void {
    this.#watchers.clear();
    this.#byName.clear();
  }

  /** Fixes came late; whether anybody is to be told. */
  announce(late: LateFixes): boolean {
    const watchers = this.#byName.get(late.name);
    for (const { untold } of watchers ?? []) {
      const before = untold.get(late.name);
      untold.set(late.name, before ? union(before, late) : late);
    }
    return watchers !== undefined;
  }

  /** When someone is to be told something; `Infinity` while nobody is. */
  nextAt(): number {
    let next = Infinity;
    for (const { untold, nextAt } of this.#watchers.values()) {
      if (untold.size > 0) next = Math.min(next, nextAt);
    }
    return next;
  }

  /** Tells every client that is ready and whose turn it is. */
  tell(now: number): void {
    for (const [recipient, watcher] of this.#watchers) {
      const { untold, nextAt } = watcher;
      if (untold.size === 0 || nextAt > now || !recipient.isReady()) continue;
      for (const late of untold.values()) this.#send(recipient, late);
      untold.clear();
      watcher.nextAt = now + intervalMs;
    }
  }

  #list(name: string, watcher: Watcher): void {
    const watchers = this.#byName.get(name);
    if (watchers) watchers.add(watcher);
    else this.#byName.set(name, new Set([watcher]));
  }

  #unlist(watcher: Watcher): void {
    for (const name of watcher.names) {
      const watchers = this.#byName.get(name);
      watchers?.delete(watcher);
      if (watchers?.size === 0) this.#byName.delete(name);
    }
  }
}

/** One stretch that holds both. The times are written as `toISOString` does, so texts compare. */
function union(one: LateFixes, other: LateFixes): LateFixes {
  return {
    name: one.name,
    from: one.from < other.from ? one.from : other.from,
    until: one.until > other.until ? one.until : other.until,
  };
}
