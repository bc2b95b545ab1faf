/**
 * What led to a piece of work: the `traceparent` of each recorded span, oldest first. The first becomes the
 * parent of what follows; if there are several, as for a batch, all are its links. Empty: the work belongs
 * to a trace that is not recorded.
 */
export type Origins = readonly string[];

/** What is known of a span, by the names of OpenTelemetry's semantic conventions. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** How a span begins. */
export interface SpanOptions {
  /** Its part in the exchange. Default `internal`. */
  readonly kind?: 'internal' | 'client' | 'server' | 'producer' | 'consumer';
  readonly attributes?: Attributes;
  /** Default: what the work in hand belongs to. Without either a trace begins, if the sampler wants one. */
  readonly origins?: Origins | undefined;
  /** Milliseconds since 1970, if it began before now. */
  readonly startedAt?: number | undefined;
}

/** A span that is recorded. */
export interface Span {
  /** Itself, as the header `traceparent` of W3C Trace Context: what follows from it is given this. */
  readonly traceparent: string;
  set(attributes: Attributes): void;
  rename(name: string): void;
  /** It ends in an error, which still has to be followed by {@link end}. */
  fail(error: unknown): void;
  /** Ends it now, or at this time in milliseconds since 1970; only the first call counts. */
  end(at?: number): void;
}

/**
 * Records spans of one service. A span that is not sampled is not made at all: where there is none,
 * `undefined` is handed on, and nothing is sent along with messages and requests.
 */
export interface Tracer {
  /** Whether anything may ever be recorded; if not, nothing need be gathered for it. */
  readonly isOn: boolean;
  /** For what cannot record by itself, like a page in a browser: its spans carry this name. */
  of(service: string): Tracer;
  /** What the work in hand belongs to; `undefined` outside of any trace. */
  readonly origins: Origins | undefined;
  /** Does the work as part of these; it keeps them over every `await`. */
  within<T>(origins: Origins, work: () => T): T;
  /** Begins a span that the caller ends. `undefined` if it is not recorded. */
  start(name: string, options?: SpanOptions): Span | undefined;
  /** Does the work within a span, which ends with it: when the promise settles, if there is one. */
  span<T>(name: string, options: SpanOptions, work: (span: Span | undefined) => T): T;
}

/** Where the spans of a process go. */
export interface Tracing {
  /** The tracer of a service: its spans carry this name. */
  tracer(service: string): Tracer;
  /** Sends what is recorded, for 2 s at most. Rejects nothing and can be called twice. */
  close(): Promise<void>;
}

/** Records nothing, and costs nothing. */
export const noTracer: Tracer = {
  isOn: false,
  of: () => noTracer,
  origins: undefined,
  within: (_origins, work) => work(),
  start: () => undefined,
  span: (_name, _options, work) => work(undefined),
};

/** The tracing of a process that was told no collector. */
export const noTracing: Tracing = { tracer: () => noTracer, close: async () => undefined };
