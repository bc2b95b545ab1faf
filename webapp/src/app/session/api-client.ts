import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What the gateway answered instead of what was asked for; the message is its own, for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** 0 where no answer came. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Asks the gateway for what is no position: the session, the registry, people and shares. */
@Injectable({ providedIn: 'root', useFactory: () => new HttpApiClient() })
export abstract class ApiClient {
  protected readonly refused = signal(0);
  /** Grows when somebody must log in before the gateway answers what was asked. */
  readonly refusals = this.refused.asReadonly();

  /**
   * The answer as the gateway's contract says; `undefined` where it has none. `path` is relative to `/api/`, its
   * parts encoded. A text is sent as CSV, anything else as JSON. Rejects with an {@link ApiError}.
   */
  abstract ask<Answer>(method: ApiMethod, path: string, body?: unknown): Promise<Answer>;
}

/** How long an answer is waited for; an import of thousands of vehicles takes some seconds. */
const patienceMs = 30_000;

class HttpApiClient extends ApiClient {
  readonly #document = inject(DOCUMENT);

  override async ask<Answer>(method: ApiMethod, path: string, body?: unknown): Promise<Answer> {
    const response = await this.#fetch(method, path, body);
    if (response.status === 401 && path !== 'session') {
      this.refused.update((refused) => refused + 1);
    }
    if (!response.ok) throw new ApiError(response.status, await problemIn(response));
    // What the gateway answers has the shape that its contract says.
    return (response.status === 204 ? undefined : await response.json()) as Answer;
  }

  async #fetch(method: ApiMethod, path: string, body: unknown): Promise<Response> {
    const isText = typeof body === 'string';
    const type = isText ? 'text/csv' : 'application/json';
    try {
      return await fetch(new URL(`api/${path}`, this.#document.baseURI), {
        method,
        cache: 'no-store',
        signal: AbortSignal.timeout(patienceMs),
        headers: {
          Accept: 'application/json',
          ...(body !== undefined && { 'Content-Type': type }),
        },
        ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
      });
    } catch {
      throw new ApiError(0, $localize`:@@session.no-answer:The server does not answer.`);
    }
  }
}

/** The sentence of a problem (RFC 9457), or the status where there is none. */
async function problemIn(response: Response): Promise<string> {
  try {
    const { detail } = (await response.json()) as { readonly detail?: unknown };
    if (typeof detail === 'string' && detail !== '') return detail;
  } catch {
    // A proxy's page: its status says as much.
  }
  return $localize`:@@session.status:The server answered ${response.status}:status:.`;
}
