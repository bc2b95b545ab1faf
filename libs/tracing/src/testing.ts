export { OtlpCollector, type CollectedSpan } from './testing/otlp-collector.ts';
export { SpanRecording } from './testing/span-recording.ts';
