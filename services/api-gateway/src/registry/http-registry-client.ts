import { problem, problemType } from '@fleetman/contract';
import {
  actingPersonHeader,
  apiToken,
  changesWaitMs,
  oneTimeLink,
  personSession,
  registryVersions,
  share,
  vehicleRecord,
  type ApiToken,
  type Credentials,
  type LinkUse,
  type NewAuditEntry,
  type OneTimeLink,
  type PasswordChange,
  type PersonArrival,
  type PersonSession,
  type RegistryVersions,
  type Share,
  type Vehicle,
} from '@fleetman/contract/registry';
import { FleetmanError, type DependencyState, type FleetmanErrorCode } from '@fleetman/service-kit';
import { describeError } from '@fleetman/toolkit';
import * as z from 'zod';
import { RegistryClient, type PassedQuestion, type PassedReply } from './registry-client.ts';

/** How long the registry may take; an import of 20,000 vehicles or a password takes longest. */
const timeoutMs = 15_000;

/** 20,000 vehicles with all that can be said of them. */
const mostBytes = 64 * 1_048_576;

/** What the registry says to people. All else of it is its own trouble. */
const passedCodes: readonly FleetmanErrorCode[] = [
  'query-invalid',
  'too-large',
  'conflict',
  'not-logged-in',
  'not-found',
  'vehicle-unknown',
  'rate-limited',
];

interface Question extends Partial<Omit<PassedQuestion, 'body' | 'path'>> {
  readonly json?: unknown;
  readonly signal?: AbortSignal;
}

/** Asks a fleet-registry over HTTP. */
export class HttpRegistryClient extends RegistryClient {
  readonly #base: string;
  readonly #closing = new AbortController();
  #connection: DependencyState = { connected: false, reason: 'not asked yet' };

  /** @param url where the registry listens. */
  constructor(url: string) {
    super();
    this.#base = url.replace(/(?<!\/)\/*$/, '/');
  }

  get connection(): DependencyState {
    return this.#connection;
  }

  checkPassword(given: Credentials): Promise<PersonSession | undefined> {
    const question = { method: 'POST', json: given };
    return unless('not-logged-in', this.#ask('internal/people/check', personSession, question));
  }

  person(login: string): Promise<PersonSession | undefined> {
    return unless('not-found', this.#ask(pathOf('people', login), personSession));
  }

  arrive(arrival: PersonArrival): Promise<PersonSession> {
    const question = { method: 'POST', json: arrival };
    return this.#ask('internal/people/arrival', personSession, question);
  }

  changePassword(login: string, change: PasswordChange): Promise<PersonSession> {
    const path = `${pathOf('people', login)}/password`;
    return this.#ask(path, personSession, { method: 'PUT', json: change, by: login });
  }

  useLink(use: LinkUse): Promise<PersonSession> {
    return this.#ask('internal/people/link', personSession, { method: 'POST', json: use });
  }

  async endSessions(login: string): Promise<void> {
    const path = `${pathOf('people', login)}/sessions`;
    await this.#ask(path, personSession, { method: 'DELETE', by: login });
  }

  firstAdmin(): Promise<OneTimeLink | undefined> {
    const question = { method: 'POST' };
    return unless('not-found', this.#ask('internal/people/first-admin', oneTimeLink, question));
  }

  openShare(token: string): Promise<Share | undefined> {
    const question = { method: 'POST', json: { token } };
    return unless('not-found', this.#ask('internal/shares/open', share, question));
  }

  share(id: string): Promise<Share | undefined> {
    return unless('not-found', this.#ask(pathOf('shares', id), share));
  }

  token(token: string): Promise<ApiToken | undefined> {
    const question = { method: 'POST', json: { token } };
    return unless('not-found', this.#ask('internal/tokens/resolve', apiToken, question));
  }

  vehicles(): Promise<readonly Vehicle[]> {
    return this.#ask('registry/vehicles', z.array(vehicleRecord));
  }

  changes(known: RegistryVersions | undefined, signal: AbortSignal): Promise<RegistryVersions> {
    const query = Object.entries(known ?? {})
      .map(([topic, version]) => `${topic}=${version}`)
      .join('&');
    const path = `internal/changes${query && `?${query}`}`;
    return this.#ask(path, registryVersions, { signal }, changesWaitMs + timeoutMs);
  }

  async pass({ body, ...question }: PassedQuestion): Promise<PassedReply> {
    return this.#send(question.path, { ...question, ...(body && { body }) });
  }

  async note(entry: NewAuditEntry, by: string): Promise<void> {
    await this.#send('internal/audit', { method: 'POST', by, ...jsonBody(entry) });
  }

  close(): void {
    this.#closing.abort();
  }

  async #ask<T>(
    path: string,
    schema: z.ZodType<T>,
    { json, ...question }: Question = {},
    patienceMs = timeoutMs,
  ): Promise<T> {
    const { body } = await this.#send(path, { ...question, ...jsonBody(json) }, patienceMs);
    const { success, data, error } = schema.safeParse(parse(body));
    if (success) return data;
    const [issue] = error.issues;
    const where = issue?.path.join('.') ?? '';
    throw unavailable(`answered in an unknown form (${where}: ${issue?.message ?? ''})`, error);
  }

  /** Resolves with what is no problem. */
  async #send(
    path: string,
    { method = 'GET', by, type, body, signal }: Partial<PassedQuestion> & { signal?: AbortSignal },
    patienceMs = timeoutMs,
  ): Promise<PassedReply> {
    const headers = {
      accept: 'application/json, application/problem+json',
      ...(by !== undefined && { [actingPersonHeader]: encodeURIComponent(by) }),
      ...(body && { 'content-type': type ?? 'application/json' }),
    };
    try {
      const ends = [
        this.#closing.signal,
        AbortSignal.timeout(patienceMs),
        ...(signal ? [signal] : []),
      ];
      const response = await fetch(this.#base + path, {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.any(ends),
        // Node's types want memory of its own; what is read from a request is.
        ...(body && { body: body as Uint8Array<ArrayBuffer> }),
      });
      const reply = { status: response.status, body: await readAll(response) };
      if (response.ok) return this.#heard(reply);
      throw refusalOf(reply);
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #heard(reply: PassedReply): PassedReply {
    this.#connection = { connected: true };
    return reply;
  }

  #failed(error: unknown): FleetmanError {
    const isOurs = error instanceof FleetmanError;
    const failure = isOurs
      ? error
      : unavailable(`cannot be reached (${describeError(error)})`, error);
    this.#connection =
      failure.code === 'registry-unavailable'
        ? { connected: false, reason: failure.message }
        : { connected: true };
    return failure;
  }
}

function pathOf(kind: string, id: string): string {
  return `${kind}/${encodeURIComponent(id)}`;
}

function jsonBody(value: unknown): { body?: Uint8Array } {
  return value === undefined ? {} : { body: Buffer.from(JSON.stringify(value)) };
}

async function readAll({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Types of Node's streams say nothing of what is in them.
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw unavailable(`answered with more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // A SyntaxError: an error page, or nothing.
    return undefined;
  }
}

/** What the registry refuses is said in its words; `instance` is written anew. */
function refusalOf({ status, body }: PassedReply): FleetmanError {
  const { success, data } = problem.safeParse(parse(body));
  const code = passedCodes.find((code) => success && data.type === problemType(code));
  return code && success
    ? new FleetmanError(code, data.detail)
    : unavailable(`answered with status ${status}`);
}

function unavailable(what: string, cause?: unknown): FleetmanError {
  return new FleetmanError('registry-unavailable', `the registry ${what}`, { cause });
}

/** Undefined in place of this refusal. */
async function unless<T>(code: FleetmanErrorCode, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FleetmanError && error.code === code) return undefined;
    throw error;
  }
}
