import {
  countFrames,
  maxFleetPlaces,
  type FleetAtQuery,
  type FleetExtent,
  type FleetRangeQuery,
  type HistoryQuery,
  type VehicleDetails,
  type VehiclePosition,
  type VehiclesQuery,
} from '@fleetman/contract';
import { bodyOf, FleetmanError, type DependencyState } from '@fleetman/service-kit';
import type { FleetAnswer } from '../tracker/fleet-answer.ts';
import { TrackerClient, type PassedAnswer } from '../tracker/tracker-client.ts';
import { unknownVehicle } from '../tracker/tracker-replies.ts';
import { limitFleetAt, LimitedRange } from './limit-past.ts';
import type { RememberedFleet } from './remembered-fleet.ts';
import type { Visibility } from './visibility.ts';

/** So many places are asked for at once: half of what the tracker answers, since it may know more vehicles than we. */
const placesAtOnce = maxFleetPlaces / 2;

/** What is seen may change from one question to the next. */
const caching = 'private, no-cache';

const dayMs = 86_400_000;

/**
 * The tracker, as somebody may ask it who sees some vehicles only. Of any other vehicle it says, without asking,
 * what it says of one that does not exist, and no answer depends on how many others there are.
 */
export class LimitedTracker extends TrackerClient {
  readonly #whole: TrackerClient;
  readonly #fleet: RememberedFleet;
  readonly #visibility: Visibility;
  /** The whole fleet's answer and what is seen of it, for all who ask until there is another. */
  readonly #parts = new WeakMap<FleetAnswer, FleetAnswer>();

  /** `fleet` is the whole one, as last heard. */
  constructor(whole: TrackerClient, fleet: RememberedFleet, visibility: Visibility) {
    super();
    this.#whole = whole;
    this.#fleet = fleet;
    this.#visibility = visibility;
  }

  get connection(): DependencyState {
    return this.#whole.connection;
  }

  async vehicles(query: VehiclesQuery): Promise<readonly VehiclePosition[]> {
    return this.#visibility.select(await this.#whole.vehicles(query));
  }

  async fleet(): Promise<FleetAnswer> {
    const whole = await this.#whole.fleet();
    const known = this.#parts.get(whole);
    if (known) return known;
    const vehicles = this.#visibility.select(whole.vehicles());
    const part = { body: bodyOf(JSON.stringify(vehicles)), vehicles: () => vehicles };
    this.#parts.set(whole, part);
    return part;
  }

  async vehicle(name: string): Promise<VehicleDetails> {
    this.#check(name);
    const vehicle = await this.#whole.vehicle(name);
    return this.#isGuest ? { ...vehicle, attributes: undefined } : vehicle;
  }

  async track(
    name: string,
    query: HistoryQuery,
    departure: AbortSignal,
  ): Promise<AsyncIterable<string | Uint8Array>> {
    this.#check(name);
    const { since: earliest } = this.#visibility;
    if (!earliest) return this.#whole.track(name, query, departure);
    const since = query.since && query.since > earliest ? query.since : earliest;
    if (query.until && query.until < since) return noFixes();
    const fields = query.fields?.filter((field) => field !== 'attributes');
    return this.#whole.track(name, { ...query, since, fields }, departure);
  }

  async fleetAt(query: FleetAtQuery, departure?: AbortSignal): Promise<PassedAnswer> {
    const { body } = await this.#whole.fleetAt(query, departure);
    return passed(limitFleetAt(body, this.#visibility));
  }

  /** Asks for some frames after the others, so that the size of the whole fleet refuses nobody. */
  async fleetRange(query: FleetRangeQuery, departure?: AbortSignal): Promise<PassedAnswer> {
    this.#refuseTooMany(query);
    const range = new LimitedRange(this.#visibility);
    const frames = countFrames(query);
    const atOnce = Math.max(1, Math.floor(placesAtOnce / Math.max(1, this.#fleet.size)));
    for (let first = 0; first < frames; first += atOnce) {
      const part = partOf(query, first, first + atOnce - 1);
      const { body } = await this.#whole.fleetRange(part, departure).catch(withoutNumbers);
      await range.add(body);
    }
    const { from, to, step } = query;
    const { names } = range;
    return passed({ from, to, step, names, frames: range.frames });
  }

  /** The newest fix of those that are seen; of the oldest, which may be another's, the day. */
  async fleetExtent(departure?: AbortSignal): Promise<FleetExtent> {
    const { oldest } = await this.#whole.fleetExtent(departure);
    const newest = this.#visibility
      .select(this.#fleet.all())
      .reduce((latest, { timestamp }) => (timestamp > latest ? timestamp : latest), '');
    if (oldest === null || newest === '') return { oldest: null, newest: null };
    const day = Math.floor(Date.parse(oldest) / dayMs) * dayMs;
    const earliest = Math.max(day, this.#visibility.since?.getTime() ?? day);
    return { oldest: new Date(earliest).toISOString(), newest };
  }

  async forget(name: string): Promise<void> {
    this.#check(name);
    await this.#whole.forget(name);
  }

  /** The whole one's owner closes that. */
  close(): void {
    return undefined;
  }

  /**
   * Who sees a vehicle from a time on has been given a link. They are not told of its attributes, in which a device
   * may say anything: a network's name, a driver's card.
   */
  get #isGuest(): boolean {
    return this.#visibility.since !== undefined;
  }

  #check(name: string): void {
    if (!this.#visibility.sees(name)) throw unknownVehicle(name);
  }

  #refuseTooMany(query: FleetRangeQuery): void {
    const [frames, vehicles] = [countFrames(query), this.#visibility.vehicles?.size ?? 0];
    if (frames * vehicles <= maxFleetPlaces) return;
    const most = Math.max(1, Math.floor(maxFleetPlaces / vehicles));
    const expected = `expected ${most} or fewer: as many of ${vehicles} vehicles fit in an answer`;
    throw new FleetmanError('query-invalid', `step: ${frames} frames asked for, ${expected}`);
  }
}

function passed(value: unknown): PassedAnswer {
  return { body: Buffer.from(JSON.stringify(value)), caching };
}

/** The frames from number `first` to number `last`, or to the end. */
function partOf({ from, to, step }: FleetRangeQuery, first: number, last: number): FleetRangeQuery {
  const timeOf = (frame: number) => new Date(from.getTime() + frame * step);
  const end = timeOf(last);
  return { from: timeOf(first), to: end < to ? end : to, step };
}

/** The tracker would say how many vehicles it knows. */
function withoutNumbers(error: unknown): never {
  const isRefusal = error instanceof FleetmanError && error.code === 'query-invalid';
  if (!isRefusal || !error.message.startsWith('step:')) throw error;
  throw new FleetmanError('query-invalid', 'step: too many frames asked for, expected fewer');
}

async function* noFixes(): AsyncGenerator<string> {
  yield '[]';
}
