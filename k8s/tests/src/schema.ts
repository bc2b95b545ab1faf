import type { Manifest } from './manifests.ts';

/** A class of kubernetes-models. */
type Model = new (data: Manifest) => { validate: () => void };

/** Kinds that clusters learn by installing the Prometheus operator, which has their schema. */
const operatorKinds = ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'];

/** What the API server would refuse in an object; undefined where it takes it. */
export async function schemaComplaint(manifest: Manifest): Promise<string | undefined> {
  const { apiVersion, kind } = manifest;
  if (apiVersion === 'monitoring.coreos.com/v1' && operatorKinds.includes(kind)) return undefined;
  if (/(alpha|beta)\d+$/.test(apiVersion)) return `${apiVersion} is not stable`;
  try {
    const models = (await import(`kubernetes-models/${apiVersion}`)) as Record<string, Model>;
    const Kind = models[kind];
    if (!Kind) return `${apiVersion} knows no ${kind}`;
    new Kind(manifest).validate();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
