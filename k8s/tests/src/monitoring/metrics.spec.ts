import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbedded, type Embedded } from '../../../../embedded/src/start-embedded.ts';
import { metricsIn, readMonitoringFile, readPanels, readRuleGroups } from './monitoring.ts';

/** What Prometheus itself, kube-state-metrics and the kubelet tell, in the documents of each. */
const fromTheCluster = [
  'up',
  'ALERTS',
  'container_cpu_usage_seconds_total',
  'container_memory_working_set_bytes',
  'kube_deployment_status_replicas_available',
  'kube_pod_container_resource_limits',
  'kube_pod_container_status_restarts_total',
  'kubelet_volume_stats_available_bytes',
  'kubelet_volume_stats_capacity_bytes',
];

const rules = readRuleGroups().flatMap((group) => group.rules);
const expressions = [
  ...rules.map(({ alert, record, expr }) => ({ where: alert ?? record ?? '', expr })),
  ...readPanels().flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({ where: `the panel "${title}"`, expr })),
  ),
];

describe('metricsIn', () => {
  it('finds names, misspelt ones too, among functions, labels, operators and durations', () => {
    const expression =
      'sum by (pod) (rate(fleetmann_reports_total{cause="a b"}[5m])) / on (pod) up > 0.1 or vector(0)';
    expect(metricsIn(expression)).toEqual(['fleetmann_reports_total', 'up']);
  });
});

describe('Rules and dashboard', () => {
  let page: string;
  let embedded: Embedded;
  let known: ReadonlySet<string>;

  beforeAll(async () => {
    page = mkdtempSync(join(tmpdir(), 'fleetman-page-'));
    writeFileSync(join(page, 'index.html'), '<title>Fleet Management</title>');
    const environment = { PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent', BACKFILL: '0' };
    // All three services in one process: they count under the same names as on their own.
    embedded = await startEmbedded({ environment, page });
    const text = await (await fetch(`${embedded.metricsUrl ?? ''}/metrics`)).text();
    known = new Set([
      ...fromTheCluster,
      ...rules.flatMap(({ record = [] }) => record),
      ...readMonitoringFile('tests/rabbitmq-metrics.txt').split('\n'),
      ...namesOf(text),
    ]);
    // All of the services is loaded for the first time here.
  }, 60_000);
  afterAll(async () => {
    await embedded.close();
    rmSync(page, { recursive: true });
  });

  it.each(expressions)('read only metrics that somebody tells: $where', ({ expr }) => {
    const metrics = metricsIn(expr);

    expect(metrics).not.toEqual([]);
    expect(metrics.filter((name) => !known.has(name))).toEqual([]);
  });
});

/** The names that a scrape declares; a histogram has three. */
function namesOf(scraped: string): readonly string[] {
  return [...scraped.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : name,
  );
}
