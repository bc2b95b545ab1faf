import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kubectl } from '../machines/kubectl.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Scripts that bring up a cluster on this machine, where they are. */
const rig = process.env['FLEETMAN_RIG'] ?? join(root, '../shared/rig');

/** A cluster that somebody else has: `npm run test:k8s -- --context NAME`. */
const given = process.env['FLEETMAN_CONTEXT'] ?? '';

const isRig = given === '' && existsSync(join(rig, 'cluster-up'));

/** Whether the cluster is somebody's, with what they chose to have in it. */
export const isForeign = given !== '';

/** The label of all namespaces that these tests make. */
export const ourNamespaces = 'fleetman-suite=k8s';

/** The cluster to test on, or why there is none. */
export const clusterUnderTest = {
  /** The folder of the rig's scripts, where the cluster is the rig's. */
  rig: isRig ? rig : undefined,
  kubectl: new Kubectl(isRig ? 'fleetman-rig' : given),
  missing:
    isRig || given !== '' ? '' : `no cluster: ${rig} has no cluster-up, and no --context given`,
};
