import { eventually } from '@fleetman/messaging/testing';
import { createLogger } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeRegistry } from '../testing/fake-registry.ts';
import { HttpRegistryClient } from './http-registry-client.ts';
import { RegistryMemory } from './registry-memory.ts';

const vehicle = (id: string, group: string) => ({ id, name: id, group, retired: false });

describe('RegistryMemory', () => {
  let registry: FakeRegistry;
  let client: HttpRegistryClient;
  let memory: RegistryMemory;
  let logged: string;

  beforeEach(async () => {
    registry = await FakeRegistry.start();
    registry.addPerson({ login: 'ann', name: 'Ann', role: 'viewer', active: true });
    registry.vehicles = [vehicle('a', 'north'), vehicle('b', 'south')];
    logged = '';
    const settings = { LOG_LEVEL: 'info', LOG_FORMAT: 'json' } as const;
    const log = createLogger('spec', settings, { write: (line) => void (logged += line) });
    client = new HttpRegistryClient(registry.url);
    memory = new RegistryMemory(client, log);
  });
  afterEach(async () => {
    client.close();
    await memory.close();
    await registry.stop();
  });

  const asked = () => registry.asked.map(({ path }) => path);

  it('asks once for what it is asked again, and anew for what has changed', async () => {
    await memory.person('ann');
    await memory.person('ann');
    expect(asked()).toEqual(['people/ann']);

    memory.outdate('vehicles');
    await memory.person('ann');
    expect(asked()).toEqual(['people/ann']);
    memory.outdate('people');
    await memory.person('ann');
    expect(asked()).toEqual(['people/ann', 'people/ann']);
  });

  it('has one visibility for the same groups until the vehicles change', async () => {
    const [one, same] = [
      await memory.visibilityOf(['north']),
      await memory.visibilityOf(['north']),
    ];
    expect(one).toBe(same);
    expect([...(one.vehicles ?? [])]).toEqual(['a']);

    registry.vehicles = [vehicle('a', 'south'), vehicle('b', 'north')];
    memory.outdate('vehicles');

    expect([...((await memory.visibilityOf(['north'])).vehicles ?? [])]).toEqual(['b']);
  });

  it('hears of changes, and tells those who listen', async () => {
    let heard = 0;
    memory.onChange(() => (heard += 1));
    memory.start();
    // The first answer may differ from what was known before: nothing.
    await eventually(() => {
      expect(heard).toBe(1);
    });
    await memory.person('ann');

    registry.accounts.delete('ann');
    registry.change('people');

    await eventually(async () => {
      expect(await memory.person('ann')).toBeUndefined();
    });
    expect(heard).toBe(2);
  });

  it('goes on with what it knows while the registry is away, and says so once', async () => {
    let hasHeard = false;
    memory.onChange(() => (hasHeard = true));
    memory.start();
    await eventually(() => {
      expect(hasHeard).toBe(true);
    });
    const before = await memory.person('ann');
    await registry.stop();

    await eventually(() => {
      expect(logged).toContain('The registry is away');
    });
    memory.outdate('people');

    expect(await memory.person('ann')).toBe(before);
    await expect(memory.person('bob')).rejects.toMatchObject({ code: 'registry-unavailable' });
    expect(logged.split('The registry is away')).toHaveLength(2);
  });
});
