import { silentLog, eventually } from '@fleetman/messaging/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeRegistry } from '../testing/fake-registry.ts';
import { RegistryClient } from './registry-client.ts';
import { RegistryDeviceDirectory } from './registry-device-directory.ts';

const hash = 'a'.repeat(64);
const other = 'b'.repeat(64);
const van = { kind: 'vehicle', vehicle: 'Van 1' };

describe('RegistryDeviceDirectory', () => {
  let registry: FakeRegistry;
  let directory: RegistryDeviceDirectory;
  let nowMs: number;

  beforeEach(async () => {
    registry = await FakeRegistry.start();
    registry.holders.set(hash, { vehicle: 'Van 1' });
    nowMs = 0;
    directory = new RegistryDeviceDirectory({
      client: new RegistryClient(`${registry.url}/`),
      log: silentLog,
      now: () => nowMs,
    });
    await eventually(() => {
      expect(registry.followers).toBe(1);
    });
  });

  afterEach(async () => {
    directory.close();
    await registry.stop();
  });

  it('knows vehicles, bridges and devices, and who is nobody', async () => {
    registry.holders.set(other, { bridge: 'id of the key' });
    registry.holders.set('imei', { vehicle: 'Van 2' });
    expect(await directory.ownerOfKey(hash)).toEqual(van);
    expect(await directory.ownerOfKey(other)).toEqual({ kind: 'bridge', name: 'id of the key' });
    expect(await directory.vehicleOfDevice('imei')).toBe('Van 2');
    expect(await directory.ownerOfKey('c'.repeat(64))).toBeUndefined();
    expect(await directory.vehicleOfDevice('nobody')).toBeUndefined();
    expect(directory.state).toEqual({ connected: true });
  });

  it('asks once for what many want to know, and remembers it for a minute, nobody too', async () => {
    await Promise.all([1, 2, 3].map(() => directory.ownerOfKey(hash)));
    await directory.ownerOfKey(other);
    nowMs = 59_999;
    await Promise.all([directory.ownerOfKey(hash), directory.ownerOfKey(other)]);
    expect(registry.asked).toEqual([hash, other]);
    nowMs = 60_001;
    await directory.ownerOfKey(hash);
    expect(registry.asked).toEqual([hash, other, hash]);
  });

  it('asks anew as soon as keys have changed', async () => {
    await directory.ownerOfKey(hash);
    registry.holders.delete(hash);
    registry.announce();
    await eventually(async () => {
      expect(await directory.ownerOfKey(hash)).toBeUndefined();
    });
  });

  it('does not remember for a minute what was answered while keys changed', async () => {
    const held = Promise.withResolvers<undefined>();
    registry.slow = held.promise.then(() => undefined);
    const answer = directory.ownerOfKey(hash);
    await eventually(() => {
      expect(registry.asked).toEqual([hash]);
    });
    registry.announce();
    await eventually(() => {
      expect(registry.followers).toBe(1);
    });
    held.resolve(undefined);
    expect(await answer).toEqual(van);
    await directory.ownerOfKey(hash);
    expect(registry.asked).toEqual([hash, hash]);
  });

  it('goes on with known keys while the registry is away, and rejects for others', async () => {
    await directory.ownerOfKey(hash);
    await directory.ownerOfKey(other);
    registry.isAway = true;
    nowMs = 3_600_000;
    expect(await directory.ownerOfKey(hash)).toEqual(van);
    expect(directory.state).toMatchObject({ connected: false });
    await expect(directory.ownerOfKey(other)).rejects.toThrow('The registry answers with 503');
    // Nobody is asked for a second, so that devices do not wait for what will not come.
    const questions = registry.asked.length;
    await expect(directory.ownerOfKey('c'.repeat(64))).rejects.toThrow();
    expect(registry.asked).toHaveLength(questions);

    registry.isAway = false;
    nowMs += 1_001;
    expect(await directory.ownerOfKey(other)).toBeUndefined();
  });

  it('takes no 404 of another server for an answer', async () => {
    const lost = new RegistryClient(`${registry.url}/elsewhere`);
    await expect(lost.tell({ knocks: [], troubles: [], reports: [], keys: [] })).rejects.toThrow();
    await registry.stop();
    nowMs = 3_600_000;
    await expect(directory.ownerOfKey(other)).rejects.toThrow(/ECONNREFUSED|does not answer/);
    registry = await FakeRegistry.start();
  });
});
