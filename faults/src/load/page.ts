import {
  decodeLiveFrame,
  degreesOf,
  liveFrameVersion,
  liveSocketPath,
  timeAt,
  type FleetUpdate,
  type LiveEvents,
} from '@fleetman/contract';
import { backOffDelay } from '@fleetman/toolkit';
import { io, type Socket } from 'socket.io-client';
import type { LoggedFix } from '../log/log-event.ts';
import type { RunLog } from '../log/run-log.ts';
import type { Sightings } from './sightings.ts';

/** The pauses between two tries, and how long one may take, as our page has them. */
const retry = { firstMs: 200, maxMs: 1_000 };
const attemptMs = 2_000;

/** How a page follows the fleet. */
export interface PageOptions {
  readonly url: string;
  readonly number: number;
  /** By frames, as our page, or by JSON, as clients that know nothing of frames. */
  readonly codec: 'frames' | 'json';
  readonly isOurs: (vehicle: string) => boolean;
}

/** An open page: it follows the run's vehicles over the socket, connects again for ever, and notes each news. */
export class Page {
  readonly name: string;
  readonly #number: number;
  readonly #isOurs: (vehicle: string) => boolean;
  readonly #socket: Socket<LiveEvents>;
  readonly #log: RunLog;
  readonly #sightings: Sightings;
  readonly #shown = new Map<string, LoggedFix>();
  /** The newest time that was ever shown of each vehicle. */
  readonly #newest = new Map<string, number>();
  readonly #names: string[] = [];
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor({ url, number, codec, isOurs }: PageOptions, log: RunLog, sightings: Sightings) {
    this.name = `page ${number}`;
    this.#number = number;
    this.#isOurs = isOurs;
    this.#log = log;
    this.#sightings = sightings;
    this.#socket = io(url, {
      path: `/${liveSocketPath}`,
      transports: ['websocket'],
      auth: codec === 'frames' ? { codec: liveFrameVersion } : {},
      ...{ forceNew: true, reconnection: false, timeout: attemptMs },
    });
    this.#keepConnected();
    this.#read();
  }

  /** What it shows of each vehicle. */
  get fixes(): readonly LoggedFix[] {
    return this.#socket.connected ? [...this.#shown.values()] : [];
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#socket.removeAllListeners();
    this.#socket.disconnect();
  }

  #keepConnected(): void {
    const again = (): void => {
      clearTimeout(this.#retry);
      const connect = (): void => {
        this.#socket.connect();
      };
      this.#retry = setTimeout(connect, backOffDelay(++this.#failures, retry));
    };
    this.#socket.on('connect', () => {
      this.#failures = 0;
    });
    this.#socket.on('disconnect', again);
    this.#socket.on('connect_error', again);
  }

  #read(): void {
    this.#socket.on('snapshot', (update) => {
      this.#shown.clear();
      this.#show(fixesOf(update));
    });
    this.#socket.on('positions', (update) => {
      this.#show(fixesOf(update));
    });
    this.#socket.on('names', (first, names) => {
      this.#names.length = first;
      for (const name of names) this.#names.push(name);
    });
    this.#socket.on('fleet', (bytes) => {
      const frame = decodeLiveFrame(bytes);
      if (frame.kind === 'snapshot') this.#shown.clear();
      this.#show(
        Array.from(frame.ids, (id, row) => ({
          vehicle: this.#names[id] ?? '',
          time: timeAt(frame, row),
          lat: degreesOf(frame.lats[row] ?? NaN),
          lng: degreesOf(frame.lngs[row] ?? NaN),
        })),
      );
    });
  }

  #show(fixes: readonly LoggedFix[]): void {
    let isNews = false;
    for (const fix of fixes) {
      if (!this.#isOurs(fix.vehicle)) continue;
      if ((this.#newest.get(fix.vehicle) ?? 0) < fix.time) {
        isNews = true;
        this.#newest.set(fix.vehicle, fix.time);
      }
      this.#shown.set(fix.vehicle, fix);
      this.#sightings.see(this.name, fix.vehicle, fix.time);
    }
    if (isNews) this.#log.write({ kind: 'shown', page: this.#number, at: Date.now() });
  }
}

function fixesOf({ vehicles }: FleetUpdate): LoggedFix[] {
  return vehicles.map(({ name, lat, longitude, timestamp }) => ({
    ...{ vehicle: name, time: Date.parse(timestamp), lat, lng: longitude },
  }));
}
