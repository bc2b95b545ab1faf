export { OriginJoin } from './origin-join.ts';
export { readTraceparent } from './read-traceparent.ts';
export { traceQuestion, type Question } from './trace-question.ts';
export {
  noTracer,
  noTracing,
  type Attributes,
  type Origins,
  type Span,
  type SpanOptions,
  type Tracer,
  type Tracing,
} from './tracer.ts';
