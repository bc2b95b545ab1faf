import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './manifests.ts';
import {
  k8sFolder,
  noRendering,
  readFlatFiles,
  type Recipe,
  render,
  renderRecipe,
} from './render.ts';

/** One way to install Fleetman. */
export interface Combination {
  readonly name: string;
  /** Why it can't be looked at here; undefined where it can. */
  readonly skipped: string | undefined;
  /** Whether it must do without the exemptions. */
  readonly isProduction: boolean;
  readonly manifests: () => readonly Manifest[];
}

/** The names of the folders in this one that have a kustomization. */
function kustomizationsIn(folder: string): string[] {
  const path = join(k8sFolder, folder);
  return readdirSync(path).filter((name) => existsSync(join(path, name, 'kustomization.yaml')));
}

/** Components that are told their host. */
const withHost = ['ingress', 'receiver'];

/** What they ask for. */
const ingressHost = `apiVersion: v1
kind: ConfigMap
metadata:
  name: ingress
  annotations:
    config.kubernetes.io/local-config: 'true'
data:
  host: fleet.test
`;

/** The flat files with these components. */
function withComponents(...components: string[]): Recipe {
  const files = components.some((name) => withHost.includes(name))
    ? { 'host.yaml': ingressHost }
    : {};
  return { resources: ['base'], components, files };
}

function rendered(name: string, manifests: () => readonly Manifest[]): Combination {
  let once: readonly Manifest[] | undefined;
  return {
    name,
    skipped: noRendering,
    isProduction: name.includes('production'),
    manifests: () => (once ??= manifests()),
  };
}

const components = kustomizationsIn('components');

const inProduction = ['ha', 'ingress', 'login', 'no-nodeport', 'receiver'];

/** The flat files, each component and overlay alone, and those that are likely to be used together. */
export const combinations: readonly Combination[] = [
  {
    name: 'the flat files',
    skipped: undefined,
    isProduction: false,
    manifests: readFlatFiles,
  },
  rendered('k8s/Kustomization', () => render(k8sFolder)),
  ...components.map((name) =>
    rendered(`the component ${name}`, () => renderRecipe(withComponents(name))),
  ),
  ...kustomizationsIn('overlays').map((name) =>
    rendered(`the overlay ${name}`, () => render(join(k8sFolder, 'overlays', name))),
  ),
  rendered('a second namespace, highly available', () =>
    renderRecipe(withComponents('no-nodeport', 'ha')),
  ),
  rendered('all components', () => renderRecipe(withComponents(...components))),
  rendered('the overlay production, and the components that are not in it', () =>
    renderRecipe({
      resources: ['overlays/production'],
      components: components.filter((name) => !inProduction.includes(name)),
      namespace: 'fleetman',
    }),
  ),
];
