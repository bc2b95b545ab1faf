import { issuedKey, listening, type DeviceTrouble } from '@fleetman/contract/registry';
import { fleetRegistry } from '@fleetman/fleet-registry';
import { eventually } from '@fleetman/messaging/testing';
import { positionReceiver, Receiver } from '@fleetman/position-receiver';
import { FakeTrackerUnit, loginOf } from '@fleetman/position-receiver/testing';
import { createHost, loadConfig, startService, type RunningService } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const quiet = { PORT: '0', METRICS_PORT: '', LOG_LEVEL: 'silent' };
const json = { 'content-type': 'application/json' };

/** A set-up that does not work: what the device does, and how the listening screen names it. */
interface WrongSetUp {
  readonly wrong: string;
  /** What comes behind `/in/`; `KEY` stands for the vehicle's key. */
  readonly path: string;
  readonly body?: string;
  readonly what: DeviceTrouble['what'];
  readonly detail: RegExp;
}

const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
const fix = 'lat=1&lon=2';

const wrongSetUps: readonly WrongSetUp[] = [
  {
    wrong: 'a mistyped key',
    path: `0123456789abcdef0123456789abcdef/traccar?id=1&${fix}`,
    ...{ what: 'wrong-key', detail: /127\.0\.0\.1/ },
  },
  { wrong: 'no key', path: `osmand?${fix}`, what: 'wrong-key', detail: /127\.0\.0\.1/ },
  {
    wrong: 'a clock that is two hours ahead',
    path: `KEY/osmand?${fix}&timestamp=${hours(2)}`,
    ...{ what: 'clock', detail: /^2 h 0 min ahead$/ },
  },
  {
    wrong: 'a clock that is a year behind',
    path: `KEY/osmand?${fix}&timestamp=${hours(-365 * 24)}`,
    ...{ what: 'clock', detail: /^365 days behind/ },
  },
  {
    wrong: 'no satellite yet',
    path: 'KEY/osmand?lat=0&lon=0',
    ...{ what: 'no-place', detail: /^0,0 given$/ },
  },
  {
    wrong: 'the network’s location only',
    path: `KEY/osmand?${fix}&hdop=1500`,
    ...{ what: 'network-location', detail: /^1500 m accurate$/ },
  },
  {
    wrong: 'an app that there is not in the address',
    path: `KEY/osmnd?${fix}`,
    ...{ what: 'unknown-format', detail: /unknown app given in the address, expected one of/ },
  },
  {
    wrong: 'a message of no known app',
    path: 'KEY',
    body: '{"hello":"world"}',
    ...{ what: 'unknown-format', detail: /no known shape/ },
  },
  {
    wrong: 'placeholders that the app does not fill',
    path: 'KEY/osmand?lat={0}&lon={1}',
    ...{ what: 'invalid', detail: /lat: "\{0\}" given/ },
  },
  {
    wrong: 'a latitude and a longitude that are exchanged',
    path: 'KEY/osmand?lat=-171.2&lon=-29.9',
    ...{ what: 'invalid', detail: /lat: .*-171\.2/ },
  },
  {
    wrong: 'a time that nobody can read',
    path: `KEY/osmand?${fix}&timestamp=noon`,
    ...{ what: 'invalid', detail: /noon/ },
  },
  {
    wrong: 'a message that breaks off',
    path: 'KEY/owntracks',
    body: '{"_type":"location","lat":1',
    ...{ what: 'invalid', detail: /JSON/ },
  },
];

describe('A set-up that does not work is named by the listening screen', () => {
  let registry: RunningService;
  let receiver: RunningService;
  let count = 0;

  beforeAll(async () => {
    const config = loadConfig(fleetRegistry.config, { ...quiet, REGISTRY_STORE_URL: 'memory:' });
    const host = createHost(fleetRegistry.name, config);
    registry = await startService(fleetRegistry, { config, host });
    const settings = loadConfig(positionReceiver.config, {
      ...{ ...quiet, QUEUE_URL: 'memory:', REGISTRY_URL: registry.url, TELTONIKA_PORT: '0' },
    });
    receiver = await startService(positionReceiver, {
      config: settings,
      host: createHost(positionReceiver.name, settings),
    });
  });

  afterAll(async () => {
    await receiver.close();
    await registry.close();
  });

  /** A vehicle that nothing was heard of. */
  async function newVehicle() {
    const vehicle = `${registry.url}/vehicles/Van%20${(count += 1)}`;
    const since = new Date().toISOString();
    await fetch(vehicle, { method: 'PUT', headers: json, body: '{}' });
    const made = await fetch(`${vehicle}/keys`, { method: 'POST', headers: json, body: '{}' });
    const { key } = issuedKey.parse(await made.json());
    const heard = async () =>
      listening.parse(await (await fetch(`${vehicle}/listening?since=${since}`)).json());
    return { key, heard };
  }

  it.each(wrongSetUps)('$wrong', async ({ path, body, what, detail }) => {
    const { key, heard } = await newVehicle();
    const address = `${receiver.url}/in/${path.replace('KEY', key)}`;
    await fetch(address, { method: 'POST', headers: json, ...(body !== undefined && { body }) });

    await eventually(async () => {
      const named = expect.objectContaining({ what, detail: expect.stringMatching(detail) });
      expect((await heard()).troubles).toContainEqual(named);
    });
  });

  it('an IMEI that no vehicle has', async () => {
    const { heard } = await newVehicle();
    const port = receiver.app.get(Receiver, { strict: false }).teltonikaPort ?? 0;
    const unit = await FakeTrackerUnit.connect(port);
    expect((await unit.ask(loginOf('356307042441013'), 1))?.[0]).toBe(0);
    unit.leave();

    await eventually(async () => {
      const detail = '356307042441013';
      const named = expect.objectContaining({ what: 'unknown-device', detail });
      expect((await heard()).troubles).toContainEqual(named);
    });
  });
});
