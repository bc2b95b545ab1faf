import { vehicleName } from '@fleetman/contract';
import { describe, expect, it } from '@jest/globals';
import { newVehicleId } from './new-vehicle-id.ts';

describe('newVehicleId', () => {
  it.each(['Van 1', 'x'.repeat(100), `${'x'.repeat(89)} y`, `${'x'.repeat(89)}😀`, undefined])(
    'is an id with the name in it, of a vehicle called %j',
    (name) => {
      const id = newVehicleId(name);

      expect(vehicleName.safeParse(id).error).toBeUndefined();
      expect(id.slice(0, 5)).toBe((name ?? 'Vehicle').slice(0, 5));
    },
  );

  it('tells nothing of other ids', () => {
    const [one, other] = [newVehicleId('Van 1', new Set(['Van 1'])), newVehicleId('Van 1')];

    expect(one).not.toBe(other);
    expect(one).toMatch(/^Van 1 [2-9a-z]{6}$/);
  });
});
