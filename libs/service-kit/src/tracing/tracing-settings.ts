import * as z from 'zod';
import { connectionUrl, wholeNumber } from '../config/setting-kinds.ts';

const ratioHint = 'expected a number from 0 to 1, like 0.01';

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const attributesHint = 'expected pairs like deployment.environment.name=test,team=fleet';

/** Pairs in the form of W3C Baggage, as OpenTelemetry writes them: values are percent-encoded. */
const resourceAttributes = z.string().transform((text, context): Record<string, string> => {
  const pairs = text.split(',').map((pair) => /^\s*([^=\s]+)\s*=(.*)$/.exec(pair));
  try {
    const entries = pairs.map((pair): [string, string] => {
      if (!pair) throw new URIError(attributesHint);
      return [pair[1] ?? '', decodeURIComponent((pair[2] ?? '').trim())];
    });
    return Object.fromEntries(entries);
  } catch {
    // A URIError: a pair that is none, or a percent sign that encodes nothing.
    context.addIssue({ code: 'custom', message: attributesHint });
    return z.NEVER;
  }
});

/**
 * Which spans are recorded and where they go, under the names that OpenTelemetry gives these settings
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/).
 */
export const tracingSettings = {
  /** The collector, to which spans are sent by HTTP as JSON; without it nothing is recorded. */
  OTEL_EXPORTER_OTLP_ENDPOINT: connectionUrl('http:', 'https:').optional(),
  /** Instead of the service's own name. */
  OTEL_SERVICE_NAME: z.string().max(100).optional(),
  OTEL_RESOURCE_ATTRIBUTES: resourceAttributes.optional(),
  /** A trace that was begun elsewhere is always followed, as with all that begin with `parentbased_`. */
  OTEL_TRACES_SAMPLER: z
    .enum(samplers, `expected ${samplers.join(', ')}`)
    .default('parentbased_traceidratio'),
  /** The share of traces that is recorded. */
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(?:0|1|0?\.\d+|1\.0+)$/, ratioHint)
    .transform(Number)
    .prefault('0.01'),
  /** How long the first span of many waits to be sent, in milliseconds. */
  OTEL_BSP_SCHEDULE_DELAY: wholeNumber(1, 60_000).prefault('5000'),
} as const;
