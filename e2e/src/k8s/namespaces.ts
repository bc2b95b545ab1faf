import type { Kubectl } from '../machines/kubectl.ts';
import { ourNamespaces } from './cluster-under-test.ts';

/** Pods that break the restricted Pod Security Standard are refused, and what would make them is warned of. */
export const restricted = [
  'pod-security.kubernetes.io/enforce=restricted',
  'pod-security.kubernetes.io/warn=restricted',
];

/** Makes an empty namespace with these labels; a namespace of ours of that name goes first. */
export async function makeNamespace(
  cluster: Kubectl,
  name: string,
  labels: readonly string[],
): Promise<Kubectl> {
  const kubectl = cluster.in(name);
  await deleteNamespace(kubectl);
  await kubectl.run(['create', 'namespace', name]);
  await kubectl.run(['label', 'namespace', name, ourNamespaces, ...labels]);
  return kubectl;
}

/** Resolves when the namespace and all in it are gone. */
export async function deleteNamespace(kubectl: Kubectl): Promise<void> {
  const args = ['delete', 'namespace', '--selector', ourNamespaces];
  args.push('--field-selector', `metadata.name=${kubectl.namespace}`);
  await kubectl.run(args, { timeoutMs: 180_000 });
}
