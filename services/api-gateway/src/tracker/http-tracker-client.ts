import {
  fleetExtent,
  problem,
  vehicleName,
  type FleetAtQuery,
  type FleetExtent,
  type FleetRangeQuery,
  type HistoryPosition,
  type HistoryQuery,
  type VehiclePosition,
  type VehiclesQuery,
} from '@fleetman/contract';
import { FleetmanError, type DependencyState } from '@fleetman/service-kit';
import type * as z from 'zod';
import {
  historyAnswer,
  isSince,
  selectFixes,
  vehicleAnswer,
  vehiclesAnswer,
} from './tracker-answers.ts';
import { readBody } from './read-body.ts';
import { SharedQuestions } from './shared-questions.ts';
import { TrackerClient, type PassedAnswer } from './tracker-client.ts';

/** Where the tracker is and how long it may take. */
export interface HttpTrackerOptions {
  readonly url: string;
  readonly timeoutMs: number;
}

interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly caching: string;
  readonly body: Uint8Array;
}

/** Questions about the past take longer: so many times the timeout. */
const patience = { now: 1, fleetAt: 4, fleetRange: 20 } as const;

/** Half a million places, the most that fit in an answer, are some 30 MB. */
const mostBytes = 64 * 1_048_576;

/** Asks our tracker, or the Java system's, over HTTP. */
export class HttpTrackerClient extends TrackerClient {
  readonly #base: string;
  readonly #timeoutMs: number;
  readonly #closing = new AbortController();
  readonly #pastFleets = new SharedQuestions<PassedAnswer>(16);
  readonly #ranges = new SharedQuestions<PassedAnswer>(4);
  readonly #extents = new SharedQuestions<FleetExtent>(1);
  #fleet: Promise<readonly VehiclePosition[]> | undefined;
  #connection: DependencyState = { connected: false, reason: 'not asked yet' };

  constructor({ url, timeoutMs }: HttpTrackerOptions) {
    super();
    this.#base = url.replace(/\/*$/, '/');
    this.#timeoutMs = timeoutMs;
  }

  get connection(): DependencyState {
    return this.#connection;
  }

  async vehicles({ since }: VehiclesQuery): Promise<readonly VehiclePosition[]> {
    if (!since) return this.#wholeFleet();
    const vehicles = await this.#ask(`vehicles/${toQuery({ since })}`, vehiclesAnswer);
    return vehicles.filter(isSince(since));
  }

  /**
   * Many ask for the fleet at the same time: one question at a time answers them all. The Java
   * tracker knows this path with its slash only.
   */
  #wholeFleet(): Promise<readonly VehiclePosition[]> {
    this.#fleet ??= this.#ask('vehicles/', vehiclesAnswer).finally(() => {
      this.#fleet = undefined;
    });
    return this.#fleet;
  }

  vehicle(name: string): Promise<VehiclePosition> {
    return this.#askAbout(name, `vehicles/${encodeURIComponent(name)}`, vehicleAnswer);
  }

  async history(name: string, query: HistoryQuery): Promise<readonly HistoryPosition[]> {
    const path = `history/${encodeURIComponent(name)}${toQuery(query)}`;
    return selectFixes(await this.#askAbout(name, path, historyAnswer), query);
  }

  fleetAt({ at }: FleetAtQuery): Promise<PassedAnswer> {
    const path = `fleet?${String(new URLSearchParams({ at: at.toISOString() }))}`;
    return this.#pastFleets.ask(path, () => this.#pass(path, patience.fleetAt));
  }

  fleetRange({ from, to, step }: FleetRangeQuery): Promise<PassedAnswer> {
    const range = { from: from.toISOString(), to: to.toISOString(), step: `${step}ms` };
    const path = `fleet/range?${String(new URLSearchParams(range))}`;
    return this.#ranges.ask(path, () => this.#pass(path, patience.fleetRange));
  }

  fleetExtent(): Promise<FleetExtent> {
    return this.#extents.ask('', async () => {
      const answer = await this.#askAboutPast('fleet/extent', patience.fleetAt);
      return read(answer, fleetExtent);
    });
  }

  close(): void {
    this.#closing.abort();
  }

  async #askAbout<T>(name: string, path: string, schema: z.ZodType<T>): Promise<T> {
    // No vehicle has such a name, and `..` would lead to another path of the tracker.
    if (!vehicleName.safeParse(name).success) throw unknownVehicle(name);
    return this.#ask(path, schema, name);
  }

  async #ask<T>(path: string, schema: z.ZodType<T>, name?: string): Promise<T> {
    try {
      const answer = await this.#fetch(path);
      refuse(answer, name);
      const value = read(answer, schema);
      this.#connection = { connected: true };
      return value;
    } catch (error) {
      // All that the three throw is a FleetmanError; other than "unavailable" is an answer, too.
      this.#connection =
        error instanceof FleetmanError && error.code !== 'tracker-unavailable'
          ? { connected: true }
          : { connected: false, reason: (error as Error).message };
      throw error;
    }
  }

  /**
   * Our own tracker's words, which nobody else writes: the kind of answer is checked, not each of its
   * numbers, which a page has to read in any case.
   */
  async #pass(path: string, timeouts: number): Promise<PassedAnswer> {
    const { mediaType, body, caching } = await this.#askAboutPast(path, timeouts);
    if (mediaType === 'application/json') return { body, caching };
    throw unavailable(`answered ${mediaType || 'something'} that is no JSON`);
  }

  /** Says nothing of the connection: what takes long here is no sign of a tracker that is away. */
  async #askAboutPast(path: string, timeouts: number): Promise<Answer> {
    const answer = await this.#fetch(path, timeouts);
    if (answer.status === 404) throw notSupported();
    refuse(answer, undefined);
    return answer;
  }

  async #fetch(path: string, timeouts: number = patience.now): Promise<Answer> {
    const timeoutMs = this.#timeoutMs * timeouts;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(this.#base + path, {
        signal: AbortSignal.any([timeout, this.#closing.signal]),
        headers: { accept: 'application/json, application/problem+json' },
        redirect: 'error',
      });
      const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
      const caching = response.headers.get('cache-control') ?? 'no-cache';
      const body = await readBody(response, mostBytes);
      return { status: response.status, mediaType, caching, body };
    } catch (error) {
      if (timeout.aborted) throw unavailable(`did not answer within ${timeoutMs} ms`, error);
      throw unavailable(`cannot be reached (${reasonOf(error)})`, error);
    }
  }
}

function toQuery(query: Partial<HistoryQuery>): string {
  const parameters = new URLSearchParams();
  if (query.since) parameters.set('since', query.since.toISOString());
  if (query.until) parameters.set('until', query.until.toISOString());
  if (query.limit) parameters.set('limit', String(query.limit));
  if (query.simplify) parameters.set('simplify', String(query.simplify));
  return parameters.size > 0 ? `?${parameters.toString()}` : '';
}

/** Throws where the tracker refused: an unknown vehicle or a bad question, else a broken tracker. */
function refuse(answer: Answer, name: string | undefined): void {
  if (answer.status === 200) return;
  const { success, data } = problem.safeParse(parse(answer.body));
  // The Java tracker answers an unknown vehicle with an empty body. Any other 404 is another server.
  const isUnknown = success
    ? data.type === 'urn:fleetman:vehicle-unknown'
    : answer.body.length === 0;
  if (answer.status === 404 && name !== undefined && isUnknown) throw unknownVehicle(name);
  if (answer.status === 400 && success) throw new FleetmanError('query-invalid', data.detail);
  throw unavailable(`answered with status ${answer.status}`);
}

function read<T>({ body, mediaType }: Answer, schema: z.ZodType<T>): T {
  const value = parse(body);
  if (value === undefined)
    throw unavailable(`answered ${mediaType || 'something'} that is no JSON`);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw unavailable(
    `answered in an unknown form (${where}: ${issue?.message ?? ''})`,
    result.error,
  );
}

/** JSON, or `undefined`, which JSON cannot be. */
function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // A SyntaxError: an error page, or a body that was cut off.
    return undefined;
  }
}

function unknownVehicle(name: string): FleetmanError {
  return new FleetmanError('vehicle-unknown', `there is no vehicle called ${JSON.stringify(name)}`);
}

function notSupported(): FleetmanError {
  const detail = 'the tracker behind this gateway does not know where the whole fleet was';
  return new FleetmanError('not-supported', detail);
}

function unavailable(what: string, cause?: unknown): FleetmanError {
  return new FleetmanError('tracker-unavailable', `the tracker ${what}`, { cause });
}

/** `fetch` hides the system's reason, like ECONNREFUSED, in the cause of its error. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const isSystemError = typeof cause === 'object' && cause !== null && 'code' in cause;
  return isSystemError ? String(cause.code) : message;
}
