import { type Manifest, ofKind, selects, type Workload, workloads } from '../manifests.ts';
import { everyService, type Rule, titleOf } from './rule.ts';

/** How many pods there are at least: an autoscaler's word, or the workload's own. */
function leastReplicas({ kind, name, replicas }: Workload, manifests: readonly Manifest[]): number {
  const scaler = ofKind(manifests, 'HorizontalPodAutoscaler').find(
    ({ spec }) => spec.scaleTargetRef.kind === kind && spec.scaleTargetRef.name === name,
  );
  return scaler?.spec.minReplicas ?? replicas ?? 1;
}

const evictable: Rule = {
  number: 12,
  name: 'has a disruption budget that lets nodes be drained',
  complaints: everyService((workload, manifests) => {
    const budgets = ofKind(manifests, 'PodDisruptionBudget').filter(({ spec }) =>
      selects(spec?.selector?.matchLabels, workload.podLabels),
    );
    const [spec] = budgets.map((budget) => budget.spec);
    if (!spec || budgets.length !== 1) return `${budgets.length} budgets, expected one`;
    if (spec.unhealthyPodEvictionPolicy !== 'AlwaysAllow') return 'keeps sick pods on the node';
    const { maxUnavailable, minAvailable } = spec;
    const mayGo =
      maxUnavailable ?? leastReplicas(workload, manifests) - Number(minAvailable ?? Infinity);
    return Number.parseInt(String(mayGo)) >= 1 ? undefined : 'never lets a pod go';
  }),
};

const spread: Rule = {
  number: 13,
  name: 'is spread over nodes where there is more than one of it',
  complaints: everyService((workload, manifests) => {
    if (leastReplicas(workload, manifests) < 2) return undefined;
    const { affinity, topologySpreadConstraints: constraints = [] } = workload.pod;
    const ofItself = constraints.some(({ labelSelector }) =>
      selects(labelSelector?.matchLabels, workload.podLabels),
    );
    if (!ofItself) return 'lacks topologySpreadConstraints';
    return affinity?.podAntiAffinity ? undefined : 'lacks podAntiAffinity';
  }),
};

const scaled: Rule = {
  number: 14,
  name: 'is scaled by an autoscaler that finds it and has room, if by any',
  complaints: (manifests) =>
    ofKind(manifests, 'HorizontalPodAutoscaler').flatMap((scaler) => {
      const { scaleTargetRef, minReplicas = 1, maxReplicas } = scaler.spec;
      const target = workloads(manifests, { jobs: false }).find(
        ({ kind, name }) => scaleTargetRef.kind === kind && scaleTargetRef.name === name,
      );
      const wrong = [
        ...(target ? [] : ['scales nothing that is there']),
        ...(target?.replicas === undefined ? [] : ['its target says how many it wants itself']),
        ...(minReplicas >= 2 ? [] : [`minReplicas is ${minReplicas}, expected at least 2`]),
        ...(maxReplicas > minReplicas ? [] : ['maxReplicas leaves no room']),
      ];
      return wrong.map((what) => `${titleOf(scaler)}: ${what}`);
    }),
};

const replaced: Rule = {
  number: 19,
  name: 'is there twice at least, and replaced pod by pod',
  complaints: (manifests) => {
    const strategies = [
      ...ofKind(manifests, 'Deployment').map((one) => [one, one.spec?.strategy] as const),
      ...ofKind(manifests, 'StatefulSet').map((one) => [one, one.spec?.updateStrategy] as const),
    ];
    const few = everyService((workload) => {
      const least = leastReplicas(workload, manifests);
      return least < 2 ? `${least} replica, expected at least 2` : undefined;
    })(manifests);
    return [
      ...few,
      ...strategies
        .filter(([, strategy]) => strategy?.type !== 'RollingUpdate')
        .map(([manifest]) => `${titleOf(manifest)}: is not updated by RollingUpdate`),
    ];
  },
};

/** Rules 12 to 14 and 19: how it stays there. */
export const availabilityRules: readonly Rule[] = [evictable, spread, scaled, replaced];
