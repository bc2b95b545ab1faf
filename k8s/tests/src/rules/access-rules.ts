import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { containersOf, type Manifest, ofKind, selects, workloads } from '../manifests.ts';
import { everyContainer, type Rule, titleOf } from './rule.ts';

const ownAccount: Rule = {
  number: 10,
  name: 'has an account of its own, without a token',
  complaints: (manifests) => {
    const accounts = ofKind(manifests, 'ServiceAccount');
    const pods = workloads(manifests, { jobs: true });
    return pods.flatMap((workload) => {
      const { serviceAccountName = 'default', automountServiceAccountToken } = workload.pod;
      const account = accounts.find(({ metadata }) => metadata.name === serviceAccountName);
      const sharers = pods.filter(({ pod }) => pod.serviceAccountName === serviceAccountName);
      const wrong = [
        ...(account ? [] : [`there is no account ${serviceAccountName}`]),
        ...(sharers.length === 1 ? [] : [`shares the account ${serviceAccountName}`]),
        ...(automountServiceAccountToken === false ? [] : ['mounts a token']),
        ...(account && account.automountServiceAccountToken !== false
          ? [`its account mounts a token`]
          : []),
      ];
      return wrong.map((what) => `${titleOf(workload)}: ${what}`);
    });
  },
};

/** Whether this policy speaks of these pods. */
function covers(policy: INetworkPolicy, labels: Readonly<Record<string, string>>): boolean {
  return selects(policy.spec?.podSelector?.matchLabels, labels);
}

const isolated: Rule = {
  number: 11,
  name: 'may be reached, and may reach others, as far as it is allowed',
  complaints: (manifests) => {
    const policies = ofKind(manifests, 'NetworkPolicy');
    const pods = workloads(manifests, { jobs: true });
    const open = pods.flatMap((workload) => {
      const types = policies
        .filter((policy) => covers(policy, workload.podLabels))
        .flatMap(({ spec }) => spec?.policyTypes ?? []);
      return ['Ingress', 'Egress']
        .filter((type) => !types.some((given) => given === type))
        .map((type) => `${titleOf(workload)}: no policy for ${type}`);
    });
    const dangling = policies.filter(
      (policy) => !pods.some(({ podLabels }) => covers(policy, podLabels)),
    );
    return [...open, ...dangling.map((policy) => `${titleOf(policy)}: speaks of no pod`)];
  },
};

/** A URL with a password in it, or a setting that is called one. */
const credential = /:\/\/[^\s/:@]*:[^\s/@]+@|\b(pass|password|default_pass|secret|token)\b\s*[:=]/i;

function plainSecrets(manifests: readonly Manifest[]): string[] {
  return ofKind(manifests, 'ConfigMap').flatMap((map) =>
    Object.entries(map.data ?? {})
      .filter(([key, value]) => credential.test(`${key}: ${value}`))
      .map(([key]) => `${titleOf(map)}: ${key} looks like a secret`),
  );
}

const secretsAsFiles: Rule = {
  number: 16,
  name: 'is given secrets as files, from Secrets',
  complaints: (manifests) => [
    ...plainSecrets(manifests),
    ...workloads(manifests, { jobs: true }).flatMap((workload) =>
      containersOf(workload)
        .flatMap(({ envFrom = [] }) => envFrom)
        .filter(({ secretRef }) => secretRef)
        .map(() => `${titleOf(workload)}: takes a Secret as environment`),
    ),
    ...everyContainer(({ env = [] }) => {
      const found = env.find(
        ({ name, value = '', valueFrom }) =>
          valueFrom?.secretKeyRef ?? credential.test(`${name}: ${value}`),
      );
      return found && `${found.name} is a secret in the environment`;
    })(manifests),
  ],
};

/** Rules 10, 11 and 16: who may reach what. */
export const accessRules: readonly Rule[] = [ownAccount, isolated, secretsAsFiles];
