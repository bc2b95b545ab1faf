import { backOffDelay } from '@fleetman/toolkit';
import { FleetTable } from '../fleet-table';
import { readPolledVehicles, type PolledVehicles } from './polled-vehicles';
import {
  PositionSource,
  type Connection,
  type Polled,
  type PositionListener,
} from '../position-source';
import type { Vehicle } from '../../vehicle/vehicle';
import { WakeWatch } from './wake-watch';

/** The Java system's own page asks as often. */
const pollEveryMs = 1_000;
/** How long one answer is waited for. */
const patienceMs = 10_000;
/** After failures it is asked less often. */
const retry = { firstMs: 2_000, maxMs: 16_000 };
/** The `Date` of an answer names a second, not a moment in it: smaller differences mean nothing. */
const clockToleranceMs = 1_000;

/** The gateway answers, but not to somebody who has not logged in. */
class NotLoggedIn extends Error {}

/**
 * Live positions of a gateway without a socket, at `api/vehicles/` beside the page: asked once a
 * second, one question at a time.
 */
export class PollingPositionSource extends PositionSource {
  readonly #document: Document;
  readonly #answered: (tookMs: number) => void;
  readonly #closing = new AbortController();
  #wakeWatch: WakeWatch | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #failures = 0;
  #aheadMs: number | undefined;
  /** When each vehicle was there, as last answered; nothing before the first answer. */
  #times = new Map<string, number>();
  /** When an answer with vehicles in it came last. */
  #heardAt = 0;
  #isFirst = true;
  #polled: Polled = { hasPast: false };
  #told: { readonly state: string; readonly polled: Polled } | undefined;

  /** `answered` is called with every answer, and how long it took in milliseconds. */
  constructor(document: Document, answered: (tookMs: number) => void) {
    super();
    this.#document = document;
    this.#answered = answered;
  }

  override open(listener: PositionListener): void {
    const ask = () => void this.#ask(listener);
    this.#wakeWatch = new WakeWatch(this.#document, { looked: () => undefined, woke: ask });
    ask();
  }

  /** All vehicles are in every answer. */
  override look(): void {
    // Nothing that such a gateway could be told.
  }

  override watchPasts(): void {
    // It tells of no late fixes.
  }

  override close(): void {
    this.#closing.abort();
    this.#wakeWatch?.close();
    clearTimeout(this.#timer);
  }

  async #ask(listener: PositionListener): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    clearTimeout(this.#timer);
    const askedAt = Date.now();
    try {
      await this.#poll(listener);
      this.#failures = 0;
      if (!this.#closing.signal.aborted) this.#answered(Date.now() - askedAt);
    } catch (error) {
      this.#fail(listener, error instanceof NotLoggedIn);
    }
    this.#isAsking = false;
    if (this.#closing.signal.aborted) return;
    const pause = this.#failures === 0 ? pollEveryMs : backOffDelay(this.#failures, retry);
    this.#timer = setTimeout(
      () => void this.#ask(listener),
      Math.max(0, pause - (Date.now() - askedAt)),
    );
  }

  async #poll(listener: PositionListener): Promise<void> {
    // With a slash at its end: the Java gateway knows no other.
    const url = new URL('api/vehicles/', this.#document.baseURI);
    const response = await fetch(url, {
      cache: 'no-store',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(patienceMs)]),
    });
    if (response.status === 401) throw new NotLoggedIn();
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
    const answer = readPolledVehicles(await response.json());
    if (this.#closing.signal.aborted) return;
    this.#take(answer, this.#sentAt(response.headers.get('date')), listener);
  }

  /** Tells changes only: every answer would be one else. */
  #tell(listener: PositionListener, connection: Connection): void {
    const isRefused = connection.state === 'lost' && connection.isRefused === true;
    const state = isRefused ? 'refused' : connection.state;
    if (state === this.#told?.state && this.#polled === this.#told.polled) return;
    this.#told = { state, polled: this.#polled };
    listener.changeConnection(connection);
  }

  #fail(listener: PositionListener, isRefused: boolean): void {
    if (this.#closing.signal.aborted) return;
    this.#failures++;
    this.#isFirst = true;
    this.#tell(listener, { state: 'lost', since: Date.now(), ...(isRefused && { isRefused }) });
  }

  /** The Java gateway answers an empty list while its tracker is away. */
  #take({ vehicles, isOurs }: PolledVehicles, sentAt: number, listener: PositionListener): void {
    if (vehicles.length === 0 && this.#times.size > 0) {
      this.#tell(listener, { state: 'stale', since: this.#heardAt, polled: this.#polled });
      return;
    }
    this.#heardAt = Date.now();
    if (isOurs !== this.#polled.hasPast) this.#polled = { hasPast: isOurs };
    this.#tell(listener, { state: 'live', polled: this.#polled });
    const times = new Map(vehicles.map(({ name, time }) => [name, time]));
    const isAnyGone = [...this.#times.keys()].some((name) => !times.has(name));
    const changed = vehicles.filter(({ name, time }) => this.#times.get(name) !== time);
    this.#times = times;
    if (this.#isFirst || isAnyGone) listener.replaceAll(positionsOf(vehicles, sentAt));
    else listener.update(positionsOf(changed, sentAt));
    this.#isFirst = false;
  }

  /** The gateway's clock when it answered, by the header that every web server sends. */
  #sentAt(date: string | null): number {
    const now = Date.now();
    const named = date === null ? NaN : Date.parse(date) + 500;
    const ahead = Number.isNaN(named) ? 0 : named - now;
    if (this.#aheadMs === undefined || Math.abs(ahead - this.#aheadMs) > clockToleranceMs) {
      this.#aheadMs = ahead;
    }
    return now + this.#aheadMs;
  }
}

function positionsOf(vehicles: readonly Vehicle[], sentAt: number) {
  return { sentAt, reports: FleetTable.of(vehicles) };
}
