import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { OtlpCollector, type CollectedSpan } from '@fleetman/tracing/testing';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { Program } from '../programs/program.ts';
import { forgetEverything, realServers } from '../programs/real-servers.ts';
import { servePage } from '../page-tools/serve-page.ts';
import { drawTrace } from './draw-trace.ts';

const file = fileURLToPath(new URL('../../../docs/screenshots/trace.svg', import.meta.url));
const database = 'fleetman_trace';

test.describe('a trace', () => {
  test.skip(realServers.missing !== '', realServers.missing);

  // Each process is warm by then, on a busy machine too.
  test.setTimeout(600_000);

  test('is drawn as it was recorded over RabbitMQ and a database', async ({ page }) => {
    await forgetEverything(database);
    const collector = await OtlpCollector.start();
    const environment = {
      QUEUE_URL: realServers.amqpUrl,
      LIVE_URL: realServers.amqpUrl,
      STORE_URL: `${realServers.mongoUrl}/${database}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_TRACES_SAMPLER_ARG: '0.2',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    };
    const start = (service: string, more = {}) =>
      Program.start(`services/${service}/dist/main.js`, { ...environment, ...more });
    const tracker = await start('position-tracker');
    const gateway = await start('api-gateway', { TRACKER_URL: tracker.url });
    const pageServer = await servePage(gateway.url);
    const simulator = await start('position-simulator');

    const fleet = await FleetPage.open(page, pageServer.url);
    await fleet.expectFleet(38);
    await expect
      .poll(() => wholeTraces(collector.spans).length, { timeout: 240_000 })
      .toBeGreaterThanOrEqual(20);

    for (const program of [simulator, gateway, tracker]) await program.stop();
    await pageServer.close();
    await collector.close();
    await writeFile(file, drawTrace(typicalOf(wholeTraces(collector.spans))));
  });
});

/** The traces of one report each that lead to a page. */
function wholeTraces(spans: readonly CollectedSpan[]): readonly (readonly CollectedSpan[])[] {
  const traces = [...Map.groupBy(spans, ({ traceId }) => traceId).values()];
  return traces.filter((trace) => trace.length === 8 && trace.some(isShown));
}

const isShown = ({ name }: CollectedSpan) => name === 'frame shown';

/** The one that took the median time. */
function typicalOf(traces: readonly (readonly CollectedSpan[])[]): readonly CollectedSpan[] {
  const tookMs = (trace: readonly CollectedSpan[]) =>
    Math.max(...trace.map(({ end }) => end)) - Math.min(...trace.map(({ start }) => start));
  const sorted = traces.toSorted((a, b) => tookMs(a) - tookMs(b));
  return sorted[Math.floor(sorted.length / 2)] ?? [];
}
