import { decodeLiveFrame, degreesOf, timeAt, type LateFixes } from '@fleetman/contract';
import type { Recipient } from '../live/recipient.ts';

/** Where a page believes a vehicle to be. */
export interface Sighting {
  readonly lat: number;
  readonly lng: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** A page for specs: believes what names and frames tell it, and throws where they cannot be. */
export class FakePage implements Recipient {
  readonly id: string;
  /** The kind of each frame and what it held. */
  readonly events: string[] = [];
  readonly picture = new Map<string, Sighting>();
  ready = true;
  #names: string[] = [];

  constructor(id = 'page') {
    this.id = id;
  }

  isReady(): boolean {
    return this.ready;
  }

  learnNames(first: number, names: readonly string[]): void {
    this.#expectReady();
    if (first === 0) this.#names = [];
    if (first !== this.#names.length) {
      throw new Error(`names from ${first} given, expected from ${this.#names.length}`);
    }
    this.#names.push(...names);
    this.events.push([`names ${first}`, ...names].join(' '));
  }

  take(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): void {
    this.#expectReady();
    const frame = decodeLiveFrame(bytes);
    if (frame.kind === 'snapshot') this.picture.clear();
    const moves = Array.from(frame.ids, (id, row) => {
      const name = this.#names[id];
      if (name === undefined) throw new Error(`vehicle ${id} has no name`);
      const lat = degreesOf(frame.lats[row] ?? NaN);
      const lng = degreesOf(frame.lngs[row] ?? NaN);
      this.picture.set(name, { lat, lng, time: timeAt(frame, row) });
      return `${name}@${lat}`;
    });
    this.events.push([frame.kind, ...moves].join(' '));
  }

  hearOfLate({ name, from, until }: LateFixes): void {
    this.#expectReady();
    this.events.push(`late ${name} ${from}/${until}`);
  }

  #expectReady(): void {
    if (!this.ready) throw new Error('told something while it takes nothing');
  }
}
