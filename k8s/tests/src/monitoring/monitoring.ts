import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { k8sFolder } from '../render.ts';

/** Where the component stands whose files are tested. */
export const monitoringFolder = join(k8sFolder, 'components', 'monitoring');

/** An alerting rule or, with `record`, a recording rule. */
export interface PrometheusRule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly PrometheusRule[];
}

/** A panel of the dashboard, as far as the tests look at it. */
export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly targets: readonly { readonly expr: string }[];
  readonly fieldConfig: {
    readonly defaults: { readonly unit?: string; readonly mappings?: unknown };
  };
}

/** The text of a file of the component. */
export function readMonitoringFile(name: string): string {
  return readFileSync(join(monitoringFolder, name), 'utf8');
}

/** What stands in the PrometheusRule. */
export function readRuleGroups(): readonly RuleGroup[] {
  const { spec } = parse(readMonitoringFile('alerts.yaml')) as {
    spec: { groups: readonly RuleGroup[] };
  };
  return spec.groups;
}

export function readPanels(): readonly Panel[] {
  const { panels } = JSON.parse(readMonitoringFile('dashboard.json')) as {
    panels: readonly Panel[];
  };
  return panels;
}

const operators = new Set(['and', 'or', 'unless', 'bool', 'offset']);

/**
 * The names of the metrics that a PromQL expression reads: every word that is no function, operator,
 * label, string or duration. So a misspelt name is a name as well.
 */
export function metricsIn(expression: string): readonly string[] {
  const bare = expression
    .replace(/"(?:[^"\\]|\\.)*"/g, '')
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ');
  // A word, with the parenthesis after it where it is a function.
  const words = bare.match(/\b[a-zA-Z_:][\w:]*\b(?:\s*\()?/g) ?? [];
  return words.filter((word) => !word.endsWith('(') && !operators.has(word));
}
