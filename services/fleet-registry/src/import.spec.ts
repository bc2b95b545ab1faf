import { vehicleImport } from '@fleetman/contract/registry';
import { expect, it } from '@jest/globals';
import { startRegistry } from './testing/start-registry.ts';

it('fleet-registry imports a thousand vehicles, and the same file again', async () => {
  const registry = await startRegistry();
  try {
    const rows = Array.from(
      { length: 1_000 },
      (_, index) => `van-${index};Van ${index};AB ${index};${index % 2 ? 'North' : 'South'}`,
    );
    const text = ['id;name;plate;group', ...rows, ';;;'].join('\r\n');
    const send = async () => vehicleImport.parse((await registry.importCsv(text)).body);
    expect(await send()).toEqual({ imported: 1_000, updated: 0, problems: [] });
    expect(await send()).toEqual({ imported: 0, updated: 1_000, problems: [] });
    expect((await registry.ask('GET', '/groups')).body).toEqual([
      { name: 'North', vehicles: 500 },
      { name: 'South', vehicles: 500 },
    ]);
  } finally {
    await registry.stop();
  }
});
