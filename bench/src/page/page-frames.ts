import {
  codeHeading,
  codeLatitude,
  codeLongitude,
  codeSpeed,
  encodeLiveFrame,
  type LiveFrameKind,
} from '@fleetman/contract';
import type { CirclingFleet } from './page-fleet.ts';

/** A fleet's reports as frames of the gateway. */
export class FleetFrames {
  readonly #fleet: CirclingFleet;
  readonly #begin = Date.now();
  readonly #columns;

  constructor(fleet: CirclingFleet) {
    this.#fleet = fleet;
    const size = fleet.names.length;
    this.#columns = {
      ids: Uint32Array.from({ length: size }, (_, id) => id),
      lats: new Int32Array(size),
      lngs: new Int32Array(size),
      speeds: new Uint16Array(size),
      headings: new Uint16Array(size),
      times: new Float64Array(size),
    };
  }

  /** All vehicles whose number is `first` plus a multiple of `step`, reporting now. */
  frame(kind: LiveFrameKind, first = 0, step = 1): Buffer {
    const columns = this.#columns;
    const now = Date.now();
    const rows: number[] = [];
    for (let row = first; row < columns.ids.length; row += step) {
      const { lat, lng, speedMph, heading } = this.#fleet.at(row, (now - this.#begin) / 1_000);
      columns.lats[row] = codeLatitude(lat);
      columns.lngs[row] = codeLongitude(lng);
      columns.speeds[row] = codeSpeed(speedMph);
      columns.headings[row] = codeHeading(heading);
      columns.times[row] = now;
      rows.push(row);
    }
    return Buffer.from(encodeLiveFrame({ kind, sentAt: now, columns, rows }));
  }
}
