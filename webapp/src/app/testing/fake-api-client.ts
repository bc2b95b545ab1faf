import { ApiClient, ApiError, type ApiMethod } from '../session/api-client';

/** A gateway's answers as a test gives them, by `METHOD path`; what it was not given is not found. */
export class FakeApiClient extends ApiClient {
  readonly answers = new Map<string, unknown>();
  /** What was asked for, as `METHOD path`, with its body if it had one. */
  readonly asked: string[] = [];

  override ask<Answer>(method: ApiMethod, path: string, body?: unknown): Promise<Answer> {
    const question = `${method} ${path}`;
    const sent = body === undefined ? '' : ` ${JSON.stringify(body)}`;
    this.asked.push(`${question}${sent}`);
    const answer = this.answers.get(question);
    if (answer instanceof Error) return Promise.reject(answer);
    if (!this.answers.has(question)) return Promise.reject(new ApiError(404, 'Not found'));
    return Promise.resolve(answer as Answer);
  }
}
