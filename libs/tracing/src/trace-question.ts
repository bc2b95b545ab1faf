import type { Tracer } from './tracer.ts';

/** A question over HTTP that changes nothing. */
export interface Question<R extends { readonly status: number }> {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Asks with these headers, those of the trace among them. */
  readonly ask: (headers: Readonly<Record<string, string>>) => Promise<R>;
}

/** Asks as a span of its own, which the one who answers is told of. Rejects as `ask` does. */
export function traceQuestion<R extends { readonly status: number }>(
  tracer: Tracer,
  { url, headers, ask }: Question<R>,
): Promise<R> {
  if (!tracer.isOn) return ask(headers);
  const { hostname, port, protocol } = new URL(url);
  const attributes = {
    'http.request.method': 'GET',
    'url.full': url,
    'server.address': hostname,
    'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
  };
  return tracer.span('GET', { kind: 'client', attributes }, async (span) => {
    const response = await ask(span ? { ...headers, traceparent: span.traceparent } : headers);
    span?.set({ 'http.response.status_code': response.status });
    if (response.status >= 400) span?.fail(`answered with ${response.status}`);
    return response;
  });
}
