import { join } from 'node:path';
import { FleetApi } from '../fleet-api.ts';
import type { Kubectl } from '../kubectl.ts';
import { root } from './cluster-under-test.ts';
import { DeployedFleet } from './deployed-fleet.ts';
import { diagnose } from './diagnosis.ts';
import { whenVehiclesMove } from './moving-vehicles.ts';

/** The folder that users give to `kubectl apply -f`. */
export const manifests = join(root, 'k8s');

/** The manifests promise 90 s; this is when to give up and to say what is wrong instead. */
const giveUpAfterMs = 180_000;

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
  const node = process.env['FLEETMAN_NODE'] ?? (await addressOfANode(kubectl));
  const doors = {
    page: `http://${node}:30080`,
    console: `http://${node}:30010`,
    rest: `http://${node}:30020`,
  };
  const set = await DeployedFleet.apply(kubectl, '-f', manifests);
  try {
    return { set, doors, ...(await firstMinute(set, doors)) };
  } catch (error) {
    // The namespace is gone before anybody could look.
    throw new Error(`${String(error)}\n\n${await diagnose(kubectl)}`, { cause: error });
  }
}

/** When it was Ready, and when the first vehicle moved. */
async function firstMinute(set: DeployedFleet, doors: Doors) {
  const since = (): number => (Date.now() - set.appliedAt) / 1_000;
  const [readyAfter, movingAfter] = await Promise.all([
    set.whenReady(giveUpAfterMs).then(since),
    whenVehiclesMove(new FleetApi(`${doors.page}/api`), giveUpAfterMs).then(since),
  ]);
  return { readyAfter, movingAfter };
}

/** NodePorts are open on every node; `FLEETMAN_NODE` says where, if not on its internal address. */
function addressOfANode(kubectl: Kubectl): Promise<string> {
  const path = '{.items[0].status.addresses[?(@.type=="InternalIP")].address}';
  return kubectl.text('get', 'nodes', '--output', `jsonpath=${path}`);
}
