import type { Kubectl } from '../machines/kubectl.ts';

/** Where NodePorts are open: on `FLEETMAN_NODE`, or on the first node's internal address. */
export async function nodeAddress(kubectl: Kubectl): Promise<string> {
  const path = '{.items[0].status.addresses[?(@.type=="InternalIP")].address}';
  return (
    process.env['FLEETMAN_NODE'] ??
    (await kubectl.text('get', 'nodes', '--output', `jsonpath=${path}`))
  );
}
