import { makeProblem, problemMediaType, type Problem } from '@fleetman/contract';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { FleetmanError, type FleetmanErrorCode } from '../errors.ts';

/** The one place that knows which HTTP status an error is. */
const statuses: Record<FleetmanErrorCode, { readonly status: number; readonly title: string }> = {
  'vehicle-unknown': { status: 404, title: 'Unknown vehicle' },
  'query-invalid': { status: 400, title: 'The request cannot be understood' },
  'not-supported': { status: 404, title: 'The tracker cannot answer this' },
  'tracker-unavailable': { status: 503, title: 'The tracker is away' },
  'store-unavailable': { status: 503, title: 'The database is away' },
  'key-unknown': { status: 401, title: 'Unknown key' },
  'report-invalid': { status: 400, title: 'No report can be read' },
  'too-large': { status: 413, title: 'The request is too large' },
  conflict: { status: 409, title: 'This cannot be so' },
  'not-logged-in': { status: 401, title: 'Not logged in' },
  forbidden: { status: 403, title: 'Not allowed' },
  'registry-unavailable': { status: 503, title: 'The registry is away' },
  'queue-unavailable': { status: 503, title: 'The queue takes no reports now' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'not-found': { status: 404, title: 'Nothing here' },
  internal: { status: 500, title: 'An error of ours' },
};

/** Answers an error as RFC 9457 `application/problem+json`, `type` being `urn:fleetman:<code>`. */
export function sendProblem(request: Request, response: Response, error: FleetmanError): void {
  const problem = problemFor(error, request.originalUrl);
  response.status(problem.status).type(problemMediaType).send(JSON.stringify(problem));
}

/** An error in the words of RFC 9457; `instance` is what was asked for. */
export function problemFor(error: FleetmanError, instance: string): Problem {
  return makeProblem(error.code, { ...statuses[error.code], detail: error.message, instance });
}

/** The last handler of a service: nothing before it had an answer. */
export function answerNotFound(request: Request, response: Response): void {
  sendProblem(request, response, notFound(request));
}

function notFound({ method, path }: Request): FleetmanError {
  return new FleetmanError('not-found', `there is no ${method} ${path}`);
}

/** Turns every error of a route into a problem; what is not expected is logged, not told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    // Nobody is there to be told, as where a client leaves that waited for its turn.
    if (response.destroyed) return;
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(request, response, this.#toFleetmanError(error, request));
  }

  #toFleetmanError(error: unknown, request: Request): FleetmanError {
    if (error instanceof FleetmanError) return error;
    const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
    if (status === 404) return notFound(request);
    if (status === 413) return new FleetmanError('too-large', 'the body is larger than it may be');
    if (status >= 400 && status < 500) {
      return new FleetmanError('query-invalid', (error as Error).message, { cause: error });
    }
    this.#log.error(
      { err: error, method: request.method, url: request.originalUrl.split('?')[0] },
      'A request failed',
    );
    return new FleetmanError('internal', 'the server failed to answer; its log says why');
  }
}

/** Express marks the errors it finds itself, like a path that cannot be decoded, with a status. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 500;
  return typeof error.status === 'number' ? error.status : 500;
}
