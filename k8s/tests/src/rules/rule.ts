import type { IContainer } from 'kubernetes-models/v1';
import { containersOf, type Manifest, type Workload, workloads } from '../manifests.ts';

/** Something that every installation must be. */
export interface Rule {
  readonly number: number;
  /** What holds, in plain words. */
  readonly name: string;
  /** What breaks it, one sentence each. */
  readonly complaints: (manifests: readonly Manifest[]) => string[] | Promise<string[]>;
}

/** Asks every container of every pod; a question answers what is wrong, or nothing. */
export function everyContainer(
  question: (container: IContainer, workload: Workload) => string | undefined,
): (manifests: readonly Manifest[]) => string[] {
  return (manifests) =>
    workloads(manifests, { jobs: true }).flatMap((workload) =>
      containersOf(workload).flatMap((container) => {
        const wrong = question(container, workload);
        return wrong === undefined ? [] : [`${titleOf(workload)}, ${container.name}: ${wrong}`];
      }),
    );
}

/** Asks every workload that is to run for ever, hence no Job. */
export function everyService(
  question: (workload: Workload, manifests: readonly Manifest[]) => string | undefined,
): (manifests: readonly Manifest[]) => string[] {
  return (manifests) =>
    workloads(manifests, { jobs: false }).flatMap((workload) => {
      const wrong = question(workload, manifests);
      return wrong === undefined ? [] : [`${titleOf(workload)}: ${wrong}`];
    });
}

/** How complaints call an object. */
export function titleOf(object: Workload | Manifest): string {
  return `${object.kind} ${'metadata' in object ? object.metadata.name : object.name}`;
}
