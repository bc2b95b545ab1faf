import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { FleetAt, FleetExtent, FleetRange, FramePlace } from '@fleetman/contract';
import { toVehicle, type Vehicle } from '../../vehicle/vehicle';

/** From when to when there are reports, in milliseconds since 1970. */
export interface Reach {
  readonly oldest: number;
  readonly newest: number;
}

/** The whole fleet at one past time; a vehicle that had not reported by then is not in it. */
export interface PastFleet {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly vehicles: readonly Vehicle[];
}

/** Frames at `from`, `from + stepMs`, … up to and including `to`. */
export interface FrameQuery {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** The tracker behind the gateway keeps no past of the fleet that could be asked for. */
export class PastNotSupported extends Error {
  override readonly name = 'PastNotSupported';

  constructor() {
    super('This tracker cannot tell where the fleet was.');
  }
}

/**
 * Where the fleet's past comes from. Every method rejects with {@link PastNotSupported} where there
 * never is an answer, with another error where there is none now, and when `signal` is aborted. The
 * gateway's where no other is provided: so a page that stands at now does without.
 */
@Injectable({ providedIn: 'root', useFactory: () => new HttpPastSource() })
export abstract class PastSource {
  /** `undefined` where nothing is stored. */
  abstract reach(signal: AbortSignal): Promise<Reach | undefined>;

  abstract fleetAt(at: number, signal: AbortSignal): Promise<PastFleet>;

  /** The oldest first. */
  abstract frames(query: FrameQuery, signal: AbortSignal): Promise<readonly PastFleet[]>;
}

/** How long somebody waits for the past. */
const patienceMs = 15_000;

/** The gateway's past, at `api/fleet…` beside the page. */
class HttpPastSource extends PastSource {
  readonly #document = inject(DOCUMENT);

  override async reach(signal: AbortSignal): Promise<Reach | undefined> {
    const { oldest, newest } = await this.#get<FleetExtent>('fleet/extent', {}, signal);
    if (oldest === null || newest === null) return undefined;
    return { oldest: Date.parse(oldest), newest: Date.parse(newest) };
  }

  override async fleetAt(at: number, signal: AbortSignal): Promise<PastFleet> {
    const answer = await this.#get<FleetAt>('fleet', { at: writeTime(at) }, signal);
    const vehicles = answer.vehicles.map(toVehicle).filter((vehicle) => vehicle !== undefined);
    return { at: Date.parse(answer.at), vehicles };
  }

  override async frames(query: FrameQuery, signal: AbortSignal): Promise<readonly PastFleet[]> {
    const { from, to, stepMs } = query;
    const asked = { from: writeTime(from), to: writeTime(to), step: `${stepMs}ms` };
    const { names, frames } = await this.#get<FleetRange>('fleet/range', asked, signal);
    return frames.map((frame) => {
      const at = Date.parse(frame.at);
      return { at, vehicles: frame.vehicles.map((place) => readPlace(place, at, names)) };
    });
  }

  /** The caller names the shape, which the gateway's contract promises. */
  async #get<T>(path: string, query: Record<string, string>, signal: AbortSignal): Promise<T> {
    const url = new URL(`api/${path}`, this.#document.baseURI);
    url.search = new URLSearchParams(query).toString();
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      headers: { Accept: 'application/json' },
    });
    // A Java tracker, or a gateway that is older than this page.
    if (response.status === 404) throw new PastNotSupported();
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
    return (await response.json()) as T;
  }
}

function writeTime(ms: number): string {
  return new Date(ms).toISOString();
}

function readPlace(place: FramePlace, at: number, names: readonly string[]): Vehicle {
  const [index, lat, lng, speedMph, heading, age] = place;
  return { name: names[index] ?? '', lat, lng, time: at - age, speedMph, heading };
}
