import { describe, expect, it, jest } from '@jest/globals';
import { type Combination, combinations } from './combinations.ts';
import { type Manifest, ofKind, workloads } from './manifests.ts';

// Other programs are started, which takes its time on a busy machine.
jest.setTimeout(60_000);

/** Where devices come in: paths of an Ingress, ports of Services and of network policies. */
function doorsOf(manifests: readonly Manifest[]): readonly string[] {
  const paths = ofKind(manifests, 'Ingress')
    .flatMap(({ spec }) => spec?.rules ?? [])
    .flatMap(({ http }) => http?.paths ?? [])
    .filter(({ backend }) => backend.service?.name === 'fleetman-position-receiver')
    .map(({ path = '' }) => `Ingress ${path}`);
  const services = ofKind(manifests, 'Service')
    .filter(({ spec }) => spec?.selector?.['app'] === 'position-receiver')
    .flatMap(({ spec }) => spec?.ports ?? [])
    .map(({ port }) => `Service ${port}`);
  const policies = ofKind(manifests, 'NetworkPolicy')
    .filter(({ spec }) => spec?.podSelector?.matchLabels?.['app'] === 'position-receiver')
    .flatMap(({ spec }) => spec?.ingress ?? [])
    .flatMap(({ ports = [] }) => ports)
    .map(({ port = '' }) => `NetworkPolicy ${port}`);
  return [...paths, ...services, ...policies].toSorted();
}

/** The port of trackers that receiver and gateway are told of. */
function trackersPort(manifests: readonly Manifest[]): string | undefined {
  const settings = ofKind(manifests, 'ConfigMap').find(
    ({ metadata: { name } }) => name === 'fleetman',
  );
  return settings?.data?.['TELTONIKA_PORT'];
}

/** How many proxies may name a device. */
function trustedProxies(manifests: readonly Manifest[]): string | undefined {
  const receiver = workloads(manifests, { jobs: false }).find(
    ({ name }) => name === 'position-receiver',
  );
  const variables = receiver?.pod.containers.flatMap(({ env = [] }) => env) ?? [];
  return variables.find(({ name }) => name === 'TRUST_PROXY')?.value;
}

const inside = ['NetworkPolicy 8080', 'Service 8080'];
const trackers = ['NetworkPolicy 5027', 'Service 5027'];

interface Doors {
  readonly combination: string;
  readonly doors: readonly string[];
  readonly proxies: string;
}

const expected: readonly Doors[] = [
  { combination: 'the flat files', doors: inside, proxies: '0' },
  { combination: 'the component ingress', doors: inside, proxies: '0' },
  { combination: 'the component receiver', doors: ['Ingress /in', ...inside], proxies: '1' },
  { combination: 'the component teltonika', doors: [...inside, ...trackers], proxies: '0' },
  { combination: 'the overlay production', doors: ['Ingress /in', ...inside], proxies: '1' },
];

describe('Devices', () => {
  for (const { combination, doors, proxies } of expected) {
    const found: Combination | undefined = combinations.find(({ name }) => name === combination);
    const title = `come in by the doors that are meant, with ${combination}`;
    if (found?.skipped) it.skip(`${title} (skipped: ${found.skipped})`, () => undefined);
    else {
      it(title, () => {
        const manifests = found?.manifests() ?? [];
        expect(doorsOf(manifests)).toEqual([...doors].toSorted());
        expect(trustedProxies(manifests)).toBe(proxies);
        // The page tells nobody of a port that nothing opens.
        expect(trackersPort(manifests)).toBe(doors.includes('Service 5027') ? '5027' : 'off');
      });
    }
  }
});
