import { expect } from '@playwright/test';
import type { Kubectl } from '../machines/kubectl.ts';
import { deleteNamespace, makeNamespace } from './namespaces.ts';
import { nodeAddress } from './node-address.ts';
import { noCluster, test } from './test.ts';

test.skip(noCluster !== '', noCluster);

/** As a student of the course writes it: nothing but what is needed. */
const lesson = `
apiVersion: v1
kind: Pod
metadata:
  name: webapp
  labels:
    app: webapp
spec:
  containers:
    - name: webapp
      image: fleetman-webapp:release0
---
apiVersion: v1
kind: Service
metadata:
  name: fleetman-webapp
spec:
  type: NodePort
  selector:
    app: webapp
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: database
spec:
  selector:
    app: mysql
  ports:
    - port: 3306
`;

test('the DNS lesson of the course works: a bare Pod, a Service of port 80, nslookup', async ({
  cluster,
}) => {
  const kubectl = await makeNamespace(cluster, 'fleetman-test-lesson', []);
  try {
    await kubectl.run(['apply', '--filename', '-'], { input: lesson });
    await kubectl.run(['wait', '--for=condition=Ready', 'pod/webapp', '--timeout=60s']);

    const inPod = (...command: string[]) => kubectl.text('exec', 'webapp', '--', ...command);
    for (const [asked, service] of [
      ['fleetman-webapp', 'fleetman-webapp'],
      [`fleetman-webapp.${kubectl.namespace}`, 'fleetman-webapp'],
      ['database', 'database'],
    ] as const) {
      const answer = await inPod('nslookup', asked);
      expect(answer).toContain(`${service}.${kubectl.namespace}.svc.cluster.local`);
      expect(answer).toContain(`Address: ${await clusterIp(kubectl, service)}`);
    }
    const port = await kubectl.text('get', 'service', 'fleetman-webapp', '--output', nodePort);
    const url = `http://${await nodeAddress(kubectl)}:${port}/config.json`;
    await expect(async () => {
      expect(await (await fetch(url)).json()).toMatchObject({ release: '0' });
    }).toPass({ timeout: 30_000 });
  } finally {
    await deleteNamespace(kubectl);
  }
});

const nodePort = 'jsonpath={.spec.ports[0].nodePort}';

function clusterIp(kubectl: Kubectl, service: string): Promise<string> {
  return kubectl.text('get', 'service', service, '--output', 'jsonpath={.spec.clusterIP}');
}
