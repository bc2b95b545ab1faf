import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { loadConfig, type Environment } from '../config/load-config.ts';
import { tracingSettings } from './tracing-settings.ts';

const load = (environment: Environment) => loadConfig(z.object(tracingSettings), environment);

describe('tracingSettings', () => {
  it('record nothing unless told a collector, and then one trace of a hundred', () => {
    expect(load({})).toEqual({
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: 0.01,
      OTEL_BSP_SCHEDULE_DELAY: 5_000,
    });
  });

  it('read what all spans are to carry', () => {
    const given = 'team=fleet, deployment.environment.name=a%2Cb ';

    expect(load({ OTEL_RESOURCE_ATTRIBUTES: given }).OTEL_RESOURCE_ATTRIBUTES).toEqual({
      team: 'fleet',
      'deployment.environment.name': 'a,b',
    });
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'jaeger:4318'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_SAMPLER_ARG', '2'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'team'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'team=%'],
  ])('refuse %s=%s', (name, value) => {
    expect(() => load({ [name]: value })).toThrow(`${name}: "${value}" given, expected`);
  });
});
