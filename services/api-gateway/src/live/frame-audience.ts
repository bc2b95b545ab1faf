import type { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { FrameListener } from './frame-listener.ts';
import { FrameRound } from './frame-round.ts';
import type { MapView } from './map-view.ts';
import type { Recipient } from './recipient.ts';

/** Sends to several recipients what is to be encoded once for all of them. */
export interface FrameSender {
  /** The names of vehicle number `first` and those after it. */
  names(recipients: readonly Recipient[], first: number, names: readonly string[]): void;
  frame(recipients: readonly Recipient[], frame: ArrayBuffer): void;
  /** The next frame is a part of this trace. */
  trace(recipients: readonly Recipient[], traceparent: string): void;
}

const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** The clients that are told of the fleet in frames. */
export class FrameAudience {
  readonly #fleet: FleetSnapshot;
  readonly #sender: FrameSender;
  readonly #listeners = new Map<Recipient, FrameListener>();
  #added = 0;

  constructor(fleet: FleetSnapshot, sender: FrameSender) {
    this.#fleet = fleet;
    this.#sender = sender;
  }

  get size(): number {
    return this.#listeners.size;
  }

  add(recipient: Recipient): void {
    // Multiples of the golden ratio spread evenly, however many there are.
    const phase = (this.#added++ * goldenRatio) % 1;
    this.#listeners.set(recipient, new FrameListener(recipient, phase));
  }

  /** Whether it was one of them. */
  remove(recipient: Recipient): boolean {
    return this.#listeners.delete(recipient);
  }

  clear(): void {
    this.#listeners.clear();
  }

  /** The client's map shows something else; false where it is not one of them. */
  look(recipient: Recipient, view: MapView): boolean {
    const listener = this.#listeners.get(recipient);
    listener?.look(view);
    return listener !== undefined;
  }

  /** When someone is to be told something; at once for 0, never as things are for `Infinity`. */
  nextAt(): number {
    const { table, version } = this.#fleet;
    let next = Infinity;
    for (const listener of this.#listeners.values()) {
      next = Math.min(next, listener.nextAt(table, version));
      if (next === 0) break;
    }
    return next;
  }

  /** Tells every client that is ready what it is to know now, as a part of a trace if there is one. */
  tell(now: number, sentAt: Date, traceparent?: string): void {
    const { table, version } = this.#fleet;
    const round = new FrameRound(table, version, sentAt.getTime());
    const frames = new Map<ArrayBuffer, FrameListener[]>();
    for (const listener of this.#listeners.values()) {
      if (listener.nextAt(table, version) > now || !listener.recipient.isReady()) continue;
      const frame = listener.next(round, now);
      if (frame) addTo(frames, frame, listener);
    }
    const told = [...frames.values()].flat();
    this.#tellNames(told);
    if (traceparent !== undefined && told.length > 0) {
      this.#sender.trace(recipientsOf(told), traceparent);
    }
    for (const [frame, listeners] of frames) this.#sender.frame(recipientsOf(listeners), frame);
  }

  /** Before a frame, the names of all vehicles that a client does not know yet. */
  #tellNames(listeners: readonly FrameListener[]): void {
    const { table } = this.#fleet;
    const behind = new Map<number, FrameListener[]>();
    for (const listener of listeners) addTo(behind, listener.toldNames, listener);
    for (const [first, group] of behind) {
      // Even without a vehicle: 0 tells a client to begin its table.
      if (first === table.count && first > 0) continue;
      this.#sender.names(recipientsOf(group), first, table.namesFrom(first));
      for (const listener of group) listener.toldNames = table.count;
    }
  }
}

function addTo<K>(groups: Map<K, FrameListener[]>, key: K, listener: FrameListener): void {
  const group = groups.get(key);
  if (group) group.push(listener);
  else groups.set(key, [listener]);
}

function recipientsOf(listeners: readonly FrameListener[]): Recipient[] {
  return listeners.map(({ recipient }) => recipient);
}
