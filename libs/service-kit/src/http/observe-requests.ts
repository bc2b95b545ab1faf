import type { RequestHandler } from 'express';
import type { ServiceHost } from '../running/service-definition.ts';

/**
 * Measures every answered request and logs it: quietly where it went well, as a warning where the
 * service failed. The label is the route's pattern, not the path, so that labels stay few.
 */
export function observeRequests({ log, metrics }: ServiceHost): RequestHandler {
  const durations = metrics.seconds({
    name: 'fleetman_http_request_duration_seconds',
    help: 'Time to answer a request, by method, route and status',
    labelNames: ['method', 'route', 'status'],
  });
  return (request, response, next) => {
    const start = performance.now();
    response.once('finish', () => {
      const seconds = (performance.now() - start) / 1_000;
      // Express types the matched route as any; it has none where nothing matched.
      const { path: route = 'other' } = (request.route ?? {}) as { path?: string };
      const { method, originalUrl } = request;
      // A query may hold a secret: the code of a login.
      const [url] = originalUrl.split('?');
      const { statusCode: status } = response;
      durations.observe({ method, route, status: String(status) }, seconds);
      // 503 is an answer, not a failure: what is away is logged where that is noticed.
      const level = status >= 500 && status !== 503 ? 'warn' : 'debug';
      log[level]({ method, url, status, ms: Math.round(seconds * 1_000) }, 'Answered a request');
    });
    next();
  };
}
