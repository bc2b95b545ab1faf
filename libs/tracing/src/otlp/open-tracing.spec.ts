import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OriginJoin } from '../origin-join.ts';
import { OtlpCollector } from '../testing/otlp-collector.ts';
import type { Tracing } from '../tracer.ts';
import { openOtlpTracing, type OtlpOptions } from './open-tracing.ts';

describe('openOtlpTracing', () => {
  let collector: OtlpCollector;
  let warnings: string[];
  let opened: Tracing[];

  beforeEach(async () => {
    collector = await OtlpCollector.start();
    [warnings, opened] = [[], []];
  });
  afterEach(async () => {
    await Promise.all(opened.map((tracing) => tracing.close()));
    await collector.close();
  });

  function open(options: Partial<OtlpOptions> = {}): Tracing {
    const tracing = openOtlpTracing({
      endpoint: collector.endpoint,
      ratio: 1,
      resource: {},
      delayMs: 5_000,
      log: {
        warn: (_data, message) => void warnings.push(message),
        info: () => undefined,
      },
      ...options,
    });
    opened.push(tracing);
    return tracing;
  }

  it('sends spans of each service under its name, and what both are given', async () => {
    const tracing = open({ resource: { 'deployment.environment.name': 'test' } });

    tracing.tracer('simulator').start('send', { kind: 'producer' })?.end();
    tracing.tracer('tracker').start('process', { kind: 'consumer' })?.end();
    await tracing.close();

    expect(collector.spans).toMatchObject([
      { service: 'simulator', name: 'send', kind: 'producer' },
      { service: 'tracker', name: 'process', kind: 'consumer' },
    ]);
  });

  it('lets the first of several origins be the parent, and links all', async () => {
    const tracing = open();
    const tracer = tracing.tracer('tracker');
    const sent = [tracer.start('send'), tracer.start('send')];
    const origins = sent.flatMap((span) => span?.traceparent ?? []);

    await tracer.span('process', { origins }, async () => {
      await nextTurn();
      tracer.span('insert', { kind: 'client' }, () => undefined);
    });
    await tracing.close();

    const [insert, process] = collector.spans;
    const ids = origins.map((origin) => origin.split('-')[2]);
    expect(process).toMatchObject({ name: 'process', parentSpanId: ids[0], links: ids });
    expect(insert).toMatchObject({ parentSpanId: process?.spanId, links: [] });
  });

  it('records a share of the traces that begin, and all that was recorded before', async () => {
    const tracing = open({ ratio: 0 });
    const tracer = tracing.tracer('tracker');

    const unwanted = tracer.span('request', {}, () => tracer.start('query'));
    const origin = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    tracer.start('process', { origins: [origin] })?.end();
    await tracing.close();

    expect(unwanted).toBeUndefined();
    expect(collector.spans).toMatchObject([{ traceId: origin.split('-')[1] }]);
  });

  it('marks what failed, whether it was thrown or rejected', async () => {
    const tracing = open();
    const tracer = tracing.tracer('tracker');
    const fail = () => {
      throw new RangeError('no room');
    };

    expect(() => tracer.span('thrown', {}, fail)).toThrow('no room');
    await expect(tracer.span('rejected', {}, async () => fail())).rejects.toThrow('no room');
    await tracing.close();

    const failed = { isError: true, attributes: { 'error.type': 'RangeError' } };
    expect(collector.spans).toMatchObject([failed, failed]);
  });

  it('says once that the collector takes nothing, and closes all the same', async () => {
    collector.refuses = true;
    const tracing = open({ delayMs: 1 });
    const tracer = tracing.tracer('tracker');

    for (let count = 0; count < 3_000; count++) tracer.start('send')?.end();
    await tracing.close();
    await tracing.close();

    expect(warnings).toEqual(['The collector takes no spans: they are dropped']);
  });

  it('joins the causes of what is done once for all of them', async () => {
    const tracer = open().tracer('tracker');
    const join = new OriginJoin(tracer);
    const spans = [tracer.start('one'), tracer.start('two'), tracer.start('two')];
    const origins = spans.flatMap((span) => span?.traceparent ?? []);

    for (const origin of [...origins, ...origins]) {
      tracer.within([origin], () => {
        join.note();
      });
    }

    expect(join.take().origins).toEqual(origins);
    expect(join.take()).toEqual({ origins: [], startedAt: undefined });
  });
});
