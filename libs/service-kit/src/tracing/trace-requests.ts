import { readTraceparent, type Span, type Tracer } from '@fleetman/tracing';
import type { Request, RequestHandler, Response } from 'express';

/** Asked every few seconds by what watches the process. */
const probes = '/health/';

/**
 * Records the answer to a request as a span, of which all that is done for it is a part.
 *
 * @param trusts whether the caller may say that its trace is recorded: from strangers that would be a way
 * to have everything recorded.
 */
export function traceRequests(tracer: Tracer, trusts: boolean): RequestHandler {
  return (request, response, next) => {
    if (request.path.startsWith(probes)) {
      next();
      return;
    }
    const origin = trusts ? readTraceparent(request.headers['traceparent']) : undefined;
    const span = tracer.start(request.method, {
      kind: 'server',
      attributes: attributesOf(request),
      ...(origin !== undefined && { origins: [origin] }),
    });
    // When the client leaves there is no finish.
    if (span) {
      response.once('close', () => {
        endOf(span, request, response);
      });
    }
    tracer.within(span ? [span.traceparent] : [], next);
  };
}

function attributesOf({ method, protocol, hostname, path }: Request) {
  return {
    'http.request.method': method,
    'url.scheme': protocol,
    'url.path': path,
    'server.address': hostname,
  };
}

function endOf(span: Span, request: Request, response: Response): void {
  // Express types the matched route as any; it has none where nothing matched.
  const { path: route } = (request.route ?? {}) as { path?: string };
  if (route !== undefined) span.rename(`${request.method} ${route}`);
  const { statusCode: status } = response;
  span.set({ 'http.route': route, 'http.response.status_code': status });
  if (status >= 500) span.fail(`answered with ${status}`);
  span.end();
}
