import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { type Manifest, readManifests } from './manifests.ts';
import { isInstalled, run } from './programs.ts';

/** The folder `k8s`. */
export const k8sFolder = fileURLToPath(new URL('../../', import.meta.url));

/** The names of the files that `kubectl apply -f k8s/` takes. */
export function flatFileNames(): string[] {
  return readdirSync(k8sFolder).filter((name) => /\.(ya?ml|json)$/.test(name));
}

/** The objects that `kubectl apply -f k8s/` applies. */
export function readFlatFiles(): Manifest[] {
  return flatFileNames().flatMap((name) =>
    readManifests(readFileSync(join(k8sFolder, name), 'utf8')),
  );
}

/** What renders kustomizations here. */
const renderers = [
  ['kubectl', 'kustomize'],
  ['kustomize', 'build'],
] as const;

const renderer = renderers.find(([program]) => isInstalled(program));

/** Why nothing can be rendered here; undefined where it can. */
export const noRendering = renderer ? undefined : 'neither kubectl nor kustomize is installed';

/** The objects of a folder with a kustomization, as `kubectl apply -k` would apply them. */
export function render(folder: string): Manifest[] {
  const [program, task] = renderer ?? renderers[0];
  const { isContent, stdout, stderr } = run(program, [task, folder]);
  if (!isContent) throw new Error(stderr);
  return readManifests(stdout);
}

/** What a kustomization is made of; paths are relative to `k8s`, `files` go beside it. */
export interface Recipe {
  readonly resources: readonly string[];
  readonly components?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly namespace?: string;
}

/** The objects of a kustomization that is made for this one rendering. */
export function renderRecipe(recipe: Recipe): Manifest[] {
  const { resources, components = [], files = {}, namespace } = recipe;
  // Its real path, which Kustomize goes by.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fleetman-k8s-')));
  const fromHere = (path: string) => relative(folder, realpathSync(join(k8sFolder, path)));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const kustomization = {
      namespace,
      resources: [...resources.map(fromHere), ...Object.keys(files)],
      components: components.map((name) => fromHere(`components/${name}`)),
    };
    writeFileSync(join(folder, 'kustomization.yaml'), stringify(kustomization));
    return render(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
