import { eventually } from '@fleetman/messaging/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hashOfKey } from './directory/key-hash.ts';
import { FakeRegistry } from './testing/fake-registry.ts';
import { FakeTrackerUnit } from './testing/fake-tracker-unit.ts';
import {
  bridgeKey,
  startReceiver,
  vanImei,
  vanKey,
  type ReceiverUnderTest,
} from './testing/start-receiver.ts';
import { loginOf } from './testing/teltonika-packets.ts';

const place = 'lat=1&lon=2&accuracy=12';

describe('position-receiver over a registry', () => {
  let registry: FakeRegistry;
  let receiver: ReceiverUnderTest;

  beforeEach(async () => {
    registry = await FakeRegistry.start();
    registry.holders.set(hashOfKey(vanKey), { vehicle: 'Van 1' });
    registry.holders.set(hashOfKey(bridgeKey), { bridge: 'traccar' });
    registry.holders.set('phone-2', { vehicle: 'Van 2' });
    receiver = await startReceiver({ DEVICES_FILE: '', REGISTRY_URL: registry.url });
  });

  afterEach(async () => {
    await receiver.stop();
    await registry.stop();
  });

  /** As a device does: sends the same again while it is told to wait. */
  const deliver = (path: string) =>
    eventually(async () => {
      expect(await ask(path)).toBe(200);
    });
  const ask = async (path: string, init?: RequestInit) =>
    (await fetch(receiver.service.url + path, init)).status;
  const told = () => ({
    knocks: registry.told.flatMap(({ knocks }) => knocks),
    troubles: registry.told.flatMap(({ troubles }) => troubles),
    reports: registry.told.flatMap(({ reports }) => reports),
    keys: registry.told.flatMap(({ keys }) => keys),
  });

  it('publishes what the keys of its vehicles and bridges bring, and tells so', async () => {
    await deliver(`/in/${vanKey}/osmand?${place}`);
    await deliver(`/in/${bridgeKey}/osmand?id=phone-2&${place}`);

    expect(receiver.queue.published.flat().map(({ vehicle }) => vehicle)).toEqual([
      'Van 1',
      'Van 2',
    ]);
    await eventually(() => {
      expect(told().reports).toMatchObject([
        { vehicle: 'Van 1', app: 'osmand', accuracy: 12 },
        { vehicle: 'Van 2', app: 'osmand', accuracy: 12 },
      ]);
      expect(told().keys).toEqual([hashOfKey(vanKey), hashOfKey(bridgeKey)]);
    });
  });

  it('tells who knocks and what is wrong, and no key', async () => {
    const wrongKey = 'ffffffffffffffffffffffffffffffff';
    expect(await ask(`/in/${wrongKey}/osmand?${place}`)).toBe(401);
    expect(await ask(`/in/osmand?${place}`)).toBe(401);
    expect(await ask(`/in/${bridgeKey}/osmand?id=stranger&${place}`)).toBe(400);
    expect(await ask(`/in/${vanKey}/osmand?lat=91&lon=2`)).toBe(400);
    expect(await ask(`/in/${vanKey}`, { method: 'POST', body: '{"strange":1}' })).toBe(400);
    expect(await ask(`/in/${vanKey}/strange?${place}`)).toBe(404);
    const unit = await FakeTrackerUnit.connect(receiver.tcpPort);
    expect(await unit.ask(loginOf(vanImei), 1)).toEqual(Buffer.of(0));

    await eventually(() => {
      const { knocks, troubles } = told();
      expect(knocks.map(({ why, app, device }) => [why, app, device])).toEqual([
        ['unknown-key', 'osmand', undefined],
        ['no-key', 'osmand', undefined],
        ['unknown-device', 'osmand', 'stranger'],
        ['unknown-device', 'teltonika', vanImei],
      ]);
      expect(troubles.map(({ vehicle, what }) => [vehicle, what])).toEqual([
        ['Van 1', 'invalid'],
        ['Van 1', 'unknown-format'],
      ]);
    });
    expect(JSON.stringify(registry.told)).not.toMatch(wrongKey);
    expect(receiver.logged()).not.toMatch(wrongKey);
  });

  it('goes on with known keys while the registry is away, and has others come again', async () => {
    await deliver(`/in/${vanKey}/osmand?${place}`);
    registry.isAway = true;
    expect(await ask(`/in/${vanKey}/osmand?${place}`)).toBe(200);
    expect(await ask(`/in/${bridgeKey}/osmand?id=phone-2&${place}`)).toBe(503);
  });
});
