import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import {
  monitoringFolder,
  type PrometheusRule,
  readMonitoringFile,
  readPanels,
  readRuleGroups,
  type RuleGroup,
} from './monitoring.ts';

interface AlertTest {
  readonly alertname: string;
  readonly exp_alerts: readonly unknown[];
}

interface TestFile {
  readonly tests: readonly { readonly alert_rule_test: readonly AlertTest[] }[];
}

const groups = readRuleGroups();
const alerts = groups.flatMap(({ rules }) => rules.filter(({ alert }) => alert));
const testFiles = readdirSync(join(monitoringFolder, 'tests')).filter((name) =>
  name.endsWith('.yaml'),
);
const expectations = testFiles
  .map((name) => parse(readMonitoringFile(`tests/${name}`)) as TestFile)
  .flatMap(({ tests }) => tests.flatMap((test) => test.alert_rule_test));

describe.each(alerts)('$alert', ({ alert = '', labels, annotations }) => {
  it('says how bad it is, what happens, and where to read on', () => {
    expect(['critical', 'warning']).toContain(labels?.['severity']);
    expect(annotations).toEqual({
      summary: expect.any(String),
      description: expect.any(String),
      runbook: `k8s/components/monitoring/runbook.md#${alert.toLowerCase()}`,
    });
  });

  it('has a paragraph in the runbook', () => {
    expect(readMonitoringFile('runbook.md')).toMatch(new RegExp(`^### ${alert}\n\n\\S`, 'm'));
  });

  it('is tested to be silent and to fire', () => {
    const own = expectations.filter(({ alertname }) => alertname === alert);

    expect(own.some(({ exp_alerts }) => exp_alerts.length === 0)).toBe(true);
    expect(own.some(({ exp_alerts }) => exp_alerts.length > 0)).toBe(true);
  });
});

/** Comes with Prometheus. */
const program = 'promtool';

const noPromtool = spawnSync(program, ['--version'], { stdio: 'ignore' }).error
  ? `${program} is not installed`
  : undefined;

/** Declares a test that needs promtool; without it the test is listed as skipped. */
function itWithPromtool(name: string, test: () => void): void {
  if (noPromtool) it.skip(`${name} (skipped: ${noPromtool})`, () => undefined);
  else it(name, test, 30_000);
}

describe('promtool', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-alerts-'));
    cpSync(join(monitoringFolder, 'tests'), folder, { recursive: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Throws with what promtool prints. */
  function promtool(...args: readonly string[]): string {
    return execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  }

  function write(name: string, ruleGroups: readonly RuleGroup[]): void {
    writeFileSync(join(folder, name), stringify({ groups: ruleGroups }));
  }

  itWithPromtool('understands every rule and every text', () => {
    write('rules.yaml', groups);

    expect(promtool('check', 'rules', 'rules.yaml')).toContain('SUCCESS');
  });

  itWithPromtool('sees alerts fire when they should, and only then', () => {
    write('alerts.yaml', groups.map(withSummariesOnly));

    expect(promtool('test', 'rules', ...testFiles)).toContain('SUCCESS');
  });

  itWithPromtool('understands every query of the dashboard', () => {
    const queries = readPanels().flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const rules = queries.map((query, index) => ({
      record: `dashboard:query${index}`,
      expr: query.replaceAll('$namespace', 'fleet').replaceAll('$__rate_interval', '1m'),
    }));
    write('queries.yaml', [{ name: 'dashboard', rules }]);

    expect(promtool('check', 'rules', 'queries.yaml')).toContain(`${queries.length} rules found`);
  });
});

/** A test names all texts of an alert: the summary is enough to know it by, and to try its template. */
function withSummariesOnly({ name, rules }: RuleGroup): RuleGroup {
  const shortened = rules.map((rule): PrometheusRule => {
    const { summary } = rule.annotations ?? {};
    return summary ? { ...rule, annotations: { summary } } : rule;
  });
  return { name, rules: shortened };
}
