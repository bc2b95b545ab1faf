import { expect } from '@playwright/test';
import { OtlpCollector } from '@fleetman/tracing/testing';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

test.describe('the page', () => {
  let collector: OtlpCollector;
  let embedded: Program;
  test.beforeAll(async () => {
    collector = await OtlpCollector.start();
    embedded = await Program.start('embedded/dist/main.js', {
      BACKFILL: '0',
      VEHICLES: '3',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_TRACES_SAMPLER: 'always_on',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
  });
  test.afterAll(async () => {
    await embedded.stop('SIGINT');
    await collector.close();
  });

  test('ends a trace that a vehicle has begun when its frame is shown', async ({ page }) => {
    const fleet = await FleetPage.open(page, embedded.url);
    await fleet.expectFleet(3);

    const firstShown = () => {
      const shown = collector.spans.find(({ name }) => name === 'frame shown');
      const spans = collector.spans.filter(({ traceId }) => traceId === shown?.traceId);
      return spans.map(({ service, name }) => `${service}: ${name}`);
    };

    await expect
      .poll(firstShown, { timeout: 30_000 })
      .toEqual(
        expect.arrayContaining([
          'position-simulator: send positionQueue',
          'position-tracker: insert positions',
          'api-gateway: tell clients',
          'webapp: frame shown',
        ]),
      );
  });
});
