import { join } from 'node:path';
import { FleetApi } from '../programs/fleet-api.ts';
import type { Kubectl } from '../machines/kubectl.ts';
import { root } from './cluster-under-test.ts';
import { DeployedFleet } from './deployed-fleet.ts';
import { whenVehiclesMove } from './moving-vehicles.ts';
import { nodeAddress } from './node-address.ts';

/** The folder that users give to `kubectl apply -f`. */
export const manifests = join(root, 'k8s');

/** Later than the pods are given up, whose trouble explains more. */
const giveUpAfterMs = 300_000;

/** Where the NodePorts of the set are open. */
interface Doors {
  readonly page: string;
  readonly console: string;
  readonly rest: string;
}

/** The set as `kubectl apply -f k8s/` makes it, when all of it is Ready and vehicles move. */
export interface LaunchedFleet {
  readonly set: DeployedFleet;
  readonly doors: Doors;
  /** From `apply` until all was Ready, in seconds. */
  readonly readyAfter: number;
  /** From `apply` until the page's REST address first answered a vehicle that moves, in seconds. */
  readonly movingAfter: number;
}

/** Applies the manifests and waits for all of them. */
export async function launchFleet(kubectl: Kubectl): Promise<LaunchedFleet> {
  const node = await nodeAddress(kubectl);
  const doors = {
    page: `http://${node}:30080`,
    console: `http://${node}:30010`,
    rest: `http://${node}:30020`,
  };
  const set = await DeployedFleet.apply(kubectl, '-f', manifests);
  const since = (): number => (Date.now() - set.appliedAt) / 1_000;
  const [readyAfter, movingAfter] = await Promise.all([
    set.whenReady().then(since),
    whenVehiclesMove(new FleetApi(`${doors.page}/api`), giveUpAfterMs).then(since),
  ]);
  return { set, doors, readyAfter, movingAfter };
}
