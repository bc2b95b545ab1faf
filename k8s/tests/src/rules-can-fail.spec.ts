import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readManifests } from './manifests.ts';
import { allRules } from './rules/all-rules.ts';

const sound = readFileSync(new URL('sound-example.yaml', import.meta.url), 'utf8');

/** One text in the sound example, what stands there instead, and the rule that is broken by it. */
interface Break {
  readonly rule: number;
  /** The kind of the object in which it is; Deployment where none is given. */
  readonly kind?: string;
  readonly from: string;
  readonly to: string;
}

const breaks: readonly Break[] = [
  { rule: 1, from: 'runAsNonRoot: true', to: 'runAsNonRoot: false' },
  { rule: 1, from: 'runAsUser: 10001', to: 'runAsUser: 999' },
  { rule: 1, from: 'runAsGroup: 10001', to: 'fsGroup: 10001' },
  { rule: 2, from: 'allowPrivilegeEscalation: false', to: 'allowPrivilegeEscalation: true' },
  { rule: 3, from: 'drop: [ALL]', to: 'drop: [NET_RAW]' },
  { rule: 3, from: 'drop: [ALL]', to: 'drop: [ALL]\n              add: [NET_ADMIN]' },
  { rule: 4, from: 'readOnlyRootFilesystem: true', to: 'readOnlyRootFilesystem: false' },
  { rule: 5, from: 'type: RuntimeDefault', to: 'type: Unconfined' },
  { rule: 6, from: 'drop: [ALL]', to: 'drop: [ALL]\n            privileged: true' },
  { rule: 6, from: 'containers:', to: 'hostNetwork: true\n      containers:' },
  { rule: 6, from: 'containerPort: 8080', to: 'containerPort: 8080\n              hostPort: 8080' },
  {
    rule: 6,
    from: 'containers:',
    to: 'volumes: [{ name: node, hostPath: { path: / } }]\n      containers:',
  },
  { rule: 7, from: 'cpu: 100m', to: 'pods: 1' },
  { rule: 7, from: 'ephemeral-storage: 16Mi', to: 'pods: 1' },
  { rule: 8, from: 'path: /live', to: 'path: /ready' },
  { rule: 8, from: 'startupProbe:', to: 'lifecycle: {}\n          unknownProbe:' },
  { rule: 9, from: /@sha256:1+/.exec(sound)?.[0] ?? '', to: ':latest' },
  { rule: 10, from: 'serviceAccountName: web', to: 'serviceAccountName: other' },
  { rule: 10, from: 'automountServiceAccountToken: false', to: 'hostNetwork: false' },
  { rule: 10, kind: 'ServiceAccount', from: 'automountServiceAccountToken: false', to: '' },
  { rule: 11, kind: 'NetworkPolicy', from: '[Ingress, Egress]', to: '[Ingress]' },
  { rule: 11, kind: 'NetworkPolicy', from: 'app: web', to: 'app: gone' },
  { rule: 12, kind: 'PodDisruptionBudget', from: 'app: web', to: 'app: gone' },
  { rule: 12, kind: 'PodDisruptionBudget', from: 'maxUnavailable: 1', to: 'maxUnavailable: 0' },
  { rule: 12, kind: 'PodDisruptionBudget', from: 'maxUnavailable: 1', to: 'minAvailable: 2' },
  { rule: 12, kind: 'PodDisruptionBudget', from: 'AlwaysAllow', to: 'IfHealthyBudget' },
  { rule: 13, from: 'podAntiAffinity:', to: 'podAffinity:' },
  { rule: 13, from: 'topologySpreadConstraints:', to: 'tolerations: []\n      x:' },
  { rule: 14, kind: 'HorizontalPodAutoscaler', from: 'maxReplicas: 4', to: 'maxReplicas: 2' },
  { rule: 14, from: 'strategy:', to: 'replicas: 2\n  strategy:' },
  { rule: 15, kind: 'Service', from: 'targetPort: http', to: 'targetPort: 9090' },
  { rule: 15, kind: 'Service', from: 'app: web', to: 'app: gone' },
  { rule: 15, kind: 'Ingress', from: 'name: http', to: 'name: other' },
  { rule: 16, from: 'value: hello', to: 'value: amqp://user:word@queue' },
  {
    rule: 16,
    from: 'value: hello',
    to: 'valueFrom: { secretKeyRef: { name: credentials, key: password } }',
  },
  { rule: 16, from: 'env:', to: 'envFrom: [{ secretRef: { name: credentials } }]\n          env:' },
  { rule: 16, kind: 'ConfigMap', from: 'GREETING: hello', to: 'PASSWORD: hello' },
  { rule: 17, kind: 'Service', from: 'app.kubernetes.io/version', to: 'version' },
  {
    rule: 17,
    from: '        app.kubernetes.io/part-of: example\n',
    to: '',
  },
  { rule: 18, kind: 'Namespace', from: 'enforce: restricted', to: 'enforce: baseline' },
  { rule: 18, kind: 'Service', from: 'namespace: example', to: 'namespace: default' },
  { rule: 19, from: 'type: RollingUpdate', to: 'type: Recreate' },
  { rule: 20, kind: 'Service', from: 'port: 80', to: 'port: eighty' },
  { rule: 20, kind: 'ConfigMap', from: 'apiVersion: v1', to: 'apiVersion: v1beta1' },
];

/** The sound example, broken in one place. */
function broken({ kind = 'Deployment', from, to }: Break): string {
  const documents = sound.split('---\n');
  const index = documents.findIndex((text) => text.includes(`\nkind: ${kind}\n`));
  const document = documents[index] ?? '';
  expect(document).toContain(from);
  documents[index] = document.replace(from, to);
  return documents.join('---\n');
}

/** The numbers of the rules that a text breaks. */
async function brokenRules(text: string): Promise<number[]> {
  const manifests = readManifests(text);
  const found = await Promise.all(
    allRules.map(async ({ number, complaints }) => [number, await complaints(manifests)] as const),
  );
  return found.filter(([, complaints]) => complaints.length > 0).map(([number]) => number);
}

describe('The rules', () => {
  it('are all kept by the sound example', async () => {
    expect(await brokenRules(sound)).toEqual([]);
  });

  it.each(breaks)('number $rule is broken by "$to"', async (one) => {
    expect(await brokenRules(broken(one))).toEqual([one.rule]);
  });

  it('can each be broken', () => {
    const shown = new Set(breaks.map(({ rule }) => rule));
    expect(allRules.map(({ number }) => number).filter((rule) => !shown.has(rule))).toEqual([]);
  });
});
