import {
  fleetExtent,
  vehicleName,
  type FleetAtQuery,
  type FleetExtent,
  type FleetRangeQuery,
  type HistoryQuery,
  type TrackerHistoryQuery,
  type VehicleDetails,
  type VehiclePosition,
  type VehiclesQuery,
} from '@fleetman/contract';
import { FleetmanError, type DependencyState } from '@fleetman/service-kit';
import { describeError, SingleFlight } from '@fleetman/toolkit';
import { noTracer, traceQuestion, type Tracer } from '@fleetman/tracing';
import type * as z from 'zod';
import { toFleetAnswer, type FleetAnswer } from './fleet-answer.ts';
import { historyAnswer, isSince, vehicleAnswer, vehiclesAnswer } from './tracker-answers.ts';
import { HttpAsker, type HttpResponse } from './http-asker.ts';
import { SharedQuestions } from './shared-questions.ts';
import { writeTrack } from './track-answer.ts';
import { TrackerClient, type PassedAnswer } from './tracker-client.ts';
import {
  headOf,
  isForm,
  notSupported,
  read,
  readAnswer,
  refuse,
  unavailable,
  unknownVehicle,
  type Answer,
} from './tracker-replies.ts';

/** Where the tracker is and how long it may take. */
export interface HttpTrackerOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly tracer?: Tracer;
}

/** Nothing is compressed between two services of one network. */
const accepted = {
  accept: 'application/json, application/problem+json',
  'accept-encoding': 'identity',
};

/** Questions about the past take longer: so many times the timeout. */
const patience = { now: 1, history: 2, fleetAt: 4, fleetRange: 20 } as const;

/** How something is asked, and how long an answer is waited for. */
interface Patience {
  /** So many times the timeout. */
  readonly timeouts: number;
  /** Aborted when nobody wants the answer any more. */
  readonly abandoned?: AbortSignal;
  readonly method?: 'DELETE';
  /** Of the answer that is known already. */
  readonly etag?: string | undefined;
}

/** Asks our tracker, or the Java system's, over HTTP. */
export class HttpTrackerClient extends TrackerClient {
  readonly #base: string;
  readonly #asker: HttpAsker;
  readonly #timeoutMs: number;
  readonly #tracer: Tracer;
  readonly #closing = new AbortController();
  readonly #vehicles = new SingleFlight<VehicleDetails>();
  readonly #pastFleets = new SharedQuestions<PassedAnswer>(16);
  readonly #ranges = new SharedQuestions<PassedAnswer>(4);
  readonly #extents = new SharedQuestions<FleetExtent>(1);
  #asking: Promise<FleetAnswer> | undefined;
  #fleet: FleetAnswer | undefined;
  #connection: DependencyState = { connected: false, reason: 'not asked yet' };

  constructor({ url, timeoutMs, tracer = noTracer }: HttpTrackerOptions) {
    super();
    this.#base = url.replace(/(?<!\/)\/*$/, '/');
    this.#asker = new HttpAsker(this.#base);
    this.#timeoutMs = timeoutMs;
    this.#tracer = tracer;
  }

  get connection(): DependencyState {
    return this.#connection;
  }

  async vehicles({ since }: VehiclesQuery): Promise<readonly VehiclePosition[]> {
    if (!since) return this.#heard(async () => (await this.fleet()).vehicles());
    const vehicles = await this.#ask(`vehicles/${toQuery({ since })}`, vehiclesAnswer);
    return vehicles.filter(isSince(since));
  }

  /** Many ask for the fleet at the same time: one question at a time answers them all. */
  fleet(): Promise<FleetAnswer> {
    this.#asking ??= this.#heard(() => this.#askForFleet()).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askForFleet(): Promise<FleetAnswer> {
    const known = this.#fleet;
    // The Java tracker knows this path with its slash only.
    const answer = await this.#fetch('vehicles/', {
      timeouts: patience.now,
      etag: known?.body.etag,
    });
    if (answer.status === 304 && known) return known;
    refuse(answer, undefined);
    this.#fleet = toFleetAnswer(answer);
    return this.#fleet;
  }

  /** One question answers all who ask for the vehicle meanwhile, with the same object. */
  async vehicle(name: string): Promise<VehicleDetails> {
    checkName(name);
    const path = `vehicles/${encodeURIComponent(name)}`;
    return this.#vehicles.run(name, () => this.#ask(path, vehicleAnswer, name));
  }

  async track(
    name: string,
    query: HistoryQuery,
    departure: AbortSignal,
  ): Promise<AsyncIterable<string | Uint8Array>> {
    checkName(name);
    const path = `history/${encodeURIComponent(name)}${toQuery({ ...query, form: 'track' })}`;
    const patient = { timeouts: patience.history, abandoned: departure };
    return this.#heard(() =>
      this.#within(path, patient, async (response) => {
        // Our own tracker's words, as of `#pass`.
        if (isForm(headOf(response), 'track')) return response.body;
        const answer = await readAnswer(response);
        refuse(answer, name);
        return writeTrack(read(answer, historyAnswer), query);
      }),
    );
  }

  fleetAt({ at }: FleetAtQuery, departure?: AbortSignal): Promise<PassedAnswer> {
    const path = `fleet?${String(new URLSearchParams({ at: at.toISOString() }))}`;
    return this.#pastFleets.ask(
      path,
      (abandoned) => this.#pass(path, { timeouts: patience.fleetAt, abandoned }),
      departure,
    );
  }

  fleetRange({ from, to, step }: FleetRangeQuery, departure?: AbortSignal): Promise<PassedAnswer> {
    const range = { from: from.toISOString(), to: to.toISOString(), step: `${step}ms` };
    const path = `fleet/range?${String(new URLSearchParams(range))}`;
    return this.#ranges.ask(
      path,
      (abandoned) => this.#pass(path, { timeouts: patience.fleetRange, abandoned }),
      departure,
    );
  }

  fleetExtent(departure?: AbortSignal): Promise<FleetExtent> {
    return this.#extents.ask(
      '',
      async (abandoned) => {
        const patient = { timeouts: patience.fleetAt, abandoned };
        return read(await this.#askAboutPast('fleet/extent', patient), fleetExtent);
      },
      departure,
    );
  }

  async forget(name: string): Promise<void> {
    checkName(name);
    const path = `vehicles/${encodeURIComponent(name)}`;
    await this.#heard(async () => {
      const answer = await this.#fetch(path, { timeouts: patience.fleetRange, method: 'DELETE' });
      if (answer.status === 404 || answer.status === 405) throw notSupported();
      refuse(answer, undefined);
    });
  }

  close(): void {
    this.#closing.abort();
    this.#asker.close();
  }

  #ask<T>(path: string, schema: z.ZodType<T>, name?: string): Promise<T> {
    return this.#heard(async () => {
      const answer = await this.#fetch(path);
      refuse(answer, name);
      return read(answer, schema);
    });
  }

  /** Notes what a question says of the connection. */
  async #heard<T>(question: () => Promise<T>): Promise<T> {
    try {
      const value = await question();
      this.#connection = { connected: true };
      return value;
    } catch (error) {
      // Other than "unavailable" is an answer, too; a client that left says nothing of the tracker.
      if (error instanceof FleetmanError) {
        this.#connection =
          error.code === 'tracker-unavailable'
            ? { connected: false, reason: describeError(error) }
            : { connected: true };
      }
      throw error;
    }
  }

  /**
   * Our own tracker's words, which nobody else writes: the kind of answer is checked, not each of its
   * numbers, which a page has to read in any case.
   */
  async #pass(path: string, patient: Patience): Promise<PassedAnswer> {
    const { mediaType, body, caching } = await this.#askAboutPast(path, patient);
    if (mediaType === 'application/json') return { body, caching };
    throw unavailable(`answered ${mediaType || 'something'} that is no JSON`);
  }

  /** Says nothing of the connection: what takes long here is no sign of a tracker that is away. */
  async #askAboutPast(path: string, patient: Patience): Promise<Answer> {
    const answer = await this.#fetch(path, patient);
    if (answer.status === 404) throw notSupported();
    refuse(answer, undefined);
    return answer;
  }

  #fetch(path: string, patient: Patience = { timeouts: patience.now }): Promise<Answer> {
    return this.#within(path, patient, readAnswer);
  }

  /** Asks; the time is up unless `take` has got what it needs of the response. */
  async #within<T>(
    path: string,
    { timeouts, abandoned, etag, method }: Patience,
    take: (response: HttpResponse) => Promise<T>,
  ): Promise<T> {
    const timeoutMs = this.#timeoutMs * timeouts;
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, timeoutMs);
    const ends = [timeout.signal, this.#closing.signal, ...(abandoned ? [abandoned] : [])];
    try {
      const url = this.#base + path;
      const signal = AbortSignal.any(ends);
      const response = await traceQuestion(this.#tracer, {
        url,
        headers: { ...accepted, ...(etag !== undefined && { 'if-none-match': etag }) },
        ask: (headers) => this.#asker.ask(url, { method, headers, signal }),
      });
      return await take(response);
    } catch (error) {
      if (error instanceof FleetmanError || abandoned?.aborted === true) throw error;
      if (timeout.signal.aborted) throw unavailable(`did not answer within ${timeoutMs} ms`, error);
      throw unavailable(`cannot be reached (${reasonOf(error)})`, error);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** No vehicle has such a name, and `..` would lead to another path of the tracker. */
function checkName(name: string): void {
  if (!vehicleName.safeParse(name).success) throw unknownVehicle(name);
}

function toQuery(query: Partial<TrackerHistoryQuery>): string {
  const parameters = new URLSearchParams();
  if (query.since) parameters.set('since', query.since.toISOString());
  if (query.until) parameters.set('until', query.until.toISOString());
  if (query.limit) parameters.set('limit', query.limit === Infinity ? 'all' : String(query.limit));
  if (query.simplify) parameters.set('simplify', String(query.simplify));
  if (query.fields && query.fields.length > 0) parameters.set('fields', query.fields.join(','));
  if (query.form) parameters.set('form', query.form);
  return parameters.size > 0 ? `?${parameters.toString()}` : '';
}

/** The system's reason, like ECONNREFUSED, where there is one. */
function reasonOf(error: unknown): string {
  const isSystemError = typeof error === 'object' && error !== null && 'code' in error;
  return isSystemError ? String(error.code) : describeError(error);
}
