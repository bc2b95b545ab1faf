import { bodyOf, SharedBody } from '@fleetman/service-kit';
import { PacedAnswer, type PaceClock } from '@fleetman/toolkit';
import { judgeOptions, type MotionClock } from '../fixes/motion-clock.ts';
import type { VehicleFixes } from '../fixes/fix.ts';
import type { PositionStore } from '../store/position-store.ts';
import { FleetWriter, type WrittenVehicle } from './fleet-writer.ts';
import type { ZoneSuffix } from './time-zone.ts';

/** A list is written a fifth of the time at most: with 10,000 vehicles it is then up to 0.1 s old. */
const rest = 4;

/** What changed says nothing of vehicles that have left: the whole fleet is read so often, in milliseconds. */
const wholeEveryMs = 60_000;

/** What a fleet list is written from. */
export interface FleetListParts {
  readonly store: PositionStore;
  readonly clock: MotionClock;
  readonly zone: ZoneSuffix;
  /** Measures how long it takes to write the list. */
  readonly pace?: Pick<PaceClock, 'now'>;
}

/** The list of all vehicles for all who ask for it, written when somebody asks and something has changed. */
export class FleetList {
  readonly #parts: FleetListParts;
  readonly #writer: FleetWriter;
  readonly #list: PacedAnswer<number>;
  readonly #body = new SharedBody(bodyOf('[]'));
  #readWholeAt = -Infinity;
  #departures = -1;

  constructor(parts: FleetListParts) {
    this.#parts = parts;
    this.#writer = new FleetWriter(parts.zone);
    this.#list = new PacedAnswer<number>({
      make: (version) => this.#write(version),
      isCurrent: (version) => parts.store.connection.connected && version === parts.store.version,
      rest,
      ...(parts.pace && { clock: parts.pace }),
    });
  }

  /** Rejects as `PositionStore.latest` does. */
  async get(): Promise<SharedBody> {
    const list = this.#list.get();
    if (list instanceof Promise) await list;
    return this.#body;
  }

  /** One vehicle as it is in the list. */
  writeOne(vehicle: VehicleFixes): WrittenVehicle {
    return this.#writer.writeOne(vehicle, judgeOptions(this.#parts.clock));
  }

  /** Writes what changed since a version of the store; resolves with its version now. */
  async #write(before: number | undefined): Promise<number> {
    const { store, clock } = this.#parts;
    const { version } = store;
    const { departures } = store;
    const options = judgeOptions(clock);
    const isOld = options.now >= this.#readWholeAt + wholeEveryMs;
    if (before === undefined || isOld || departures !== this.#departures) {
      this.#writer.replace(await store.latest(), options);
      this.#readWholeAt = options.now;
      this.#departures = departures;
    } else {
      this.#writer.update(await store.latest({ changedAfter: before }), options);
    }
    this.#body.set(bodyOf(this.#writer.write()));
    return version;
  }
}
