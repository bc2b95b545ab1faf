import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { manifests } from './launched-fleet.ts';

/** The host at which the components `ingress` and `receiver` have the page and the devices' door. */
export const host = 'fleet.test';

/** How they are told, as their READMEs say. */
const ingressHost = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'ingress',
    annotations: { 'config.kubernetes.io/local-config': 'true' },
  },
  data: { host },
};

/**
 * Makes a folder for `kubectl apply -k` with the set, these of its components, and changes of the
 * caller's; hands it to `use`, and removes it.
 */
export async function withCombination<T>(
  components: readonly string[],
  changes: readonly object[],
  use: (folder: string) => Promise<T>,
): Promise<T> {
  // Kustomize wants paths relative to where the folder really is.
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'fleetman-'));
  const set = relative(folder, manifests);
  const kustomization = {
    resources: [set, 'ingress-host.yaml'],
    components: components.map((name) => join(set, 'components', name)),
    patches: changes.map((change) => ({ patch: JSON.stringify(change) })),
  };
  try {
    await writeFile(join(folder, 'ingress-host.yaml'), JSON.stringify(ingressHost));
    await writeFile(join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
