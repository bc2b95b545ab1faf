import type { AuditEntry, Vehicle } from '@fleetman/contract/registry';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RegistryChange, RegistryStore } from '../store/registry-store.ts';

/** One empty place for records that is gone after `dispose`. */
export interface RegistryPlace {
  /** A store on this place, ready to be used; the same one each time if only one can be on it. */
  open(): Promise<RegistryStore>;
  /** Closes all that was opened and leaves nothing behind. */
  dispose(): Promise<void>;
}

/** A vehicle that is called by its id. */
function aVehicle(id: string, details: Partial<Vehicle> = {}): Vehicle {
  return { id, name: id, retired: false, ...details };
}

function putVehicle(id: string, details: Partial<Vehicle> = {}): RegistryChange {
  return { do: 'put', kind: 'vehicle', id, record: aVehicle(id, details) };
}

function putDevice(id: string, vehicle: string): RegistryChange {
  return { do: 'put', kind: 'device', id, of: vehicle, record: { id, vehicle } };
}

function putAudit(at: string): RegistryChange {
  const record: AuditEntry = { at, by: 'ann', what: 'vehicle-changed' };
  return { do: 'put', kind: 'audit', id: at, record };
}

const idsOf = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);
const timesOf = (entries: readonly AuditEntry[]) => entries.map(({ at }) => at);

/** What every {@link RegistryStore} does; an adapter's spec calls this with a way to make one. */
export function describeRegistryStore(
  name: string,
  createPlace: () => Promise<RegistryPlace>,
): void {
  describe(`${name} as a RegistryStore`, () => {
    let place: RegistryPlace;
    let store: RegistryStore;

    beforeEach(async () => {
      place = await createPlace();
      store = await place.open();
    });

    afterEach(async () => {
      await place.dispose();
    });

    it('is connected, and empty', async () => {
      expect(store.connection).toEqual({ connected: true });
      expect(await store.find('vehicle', 'Van 1')).toBeUndefined();
      expect(await store.list('vehicle')).toEqual([]);
      await store.apply([]);
    });

    it('finds a record as it was put last, without fields that were undefined', async () => {
      await store.apply([putVehicle('Van 1', { plate: 'AB 1' })]);
      const changed = { name: 'Ärmel $set "\\ \u0000 🚚', notes: 'one\ntwo', colour: undefined };
      // As a caller in JavaScript could: the type of a record knows no undefined fields.
      await store.apply([putVehicle('Van 1', changed)]);

      const { name: text, notes } = changed;
      expect(await store.find('vehicle', 'Van 1')).toStrictEqual(
        aVehicle('Van 1', { name: text, notes }),
      );
    });

    it('keeps kinds apart, whatever the ids', async () => {
      const odd = ['a/b', 'a', "a'; --", '%', 'a/', '$a.b', 'device/a'];
      await store.apply([...odd.map((id) => putVehicle(id)), putDevice('a', 'a/b')]);

      expect(idsOf(await store.list('vehicle')).toSorted()).toEqual(odd.toSorted());
      expect(idsOf(await store.list('device'))).toEqual(['a']);
      for (const id of odd) expect((await store.find('vehicle', id))?.id).toBe(id);
    });

    it('takes upper and lower case, and other spellings of a letter, for different ids', async () => {
      const ids = ['van', 'VAN', 'vän', 'va\u0308n'];
      await store.apply(ids.map((id) => putVehicle(id)));
      expect(await store.list('vehicle')).toHaveLength(4);
    });

    it('puts many at once: new ones, such as are there, and one twice', async () => {
      const ids = Array.from({ length: 60 }, (_, index) => `Van ${String(index).padStart(2, '0')}`);
      await store.apply(ids.slice(0, 30).map((id) => putVehicle(id)));
      await store.apply([...ids, 'Van 59', 'Van 00'].map((id) => putVehicle(id)));

      expect(idsOf(await store.list('vehicle'))).toEqual(ids);
    });

    it('lists by ids, in the order of their UTF-8 bytes', async () => {
      const sorted = ['A', 'Z', 'a', 'ä', '\uff5e', '🚚'];
      await store.apply(sorted.toReversed().map((id) => putVehicle(id)));
      expect(idsOf(await store.list('vehicle'))).toEqual(sorted);
    });

    it('lists what belongs to a vehicle', async () => {
      await store.apply([putDevice('2', 'Van 1'), putDevice('1', 'Van 1'), putDevice('3', 'Van')]);

      expect(idsOf(await store.list('device', { of: 'Van 1' }))).toEqual(['1', '2']);
      expect(await store.list('device', { of: 'Nobody' })).toEqual([]);

      await store.apply([putDevice('1', 'Van')]);
      expect(idsOf(await store.list('device', { of: 'Van' }))).toEqual(['1', '3']);
      expect(idsOf(await store.list('device', { of: 'Van 1' }))).toEqual(['2']);
    });

    it('lists the last ones, and those before', async () => {
      const times = [1, 2, 3, 4, 5].map((day) => `2026-11-0${day}T00:00:00.000Z`);
      const [first, second, third, fourth, fifth] = times;
      await store.apply(times.map(putAudit));

      expect(timesOf(await store.list('audit', { last: 2 }))).toEqual([fifth, fourth]);
      const older = await store.list('audit', { last: 2, before: third ?? '' });
      expect(timesOf(older)).toEqual([second, first]);
      expect(timesOf(await store.list('audit', { last: 9 }))).toEqual(times.toReversed());
      expect(timesOf(await store.list('audit', { before: second ?? '' }))).toEqual([first]);
      expect(fourth).toBeDefined();
    });

    it('removes one, those of a vehicle, those before an id, and all but the last', async () => {
      const times = [1, 2, 3, 4, 5].map((day) => `2026-11-0${day}T00:00:00.000Z`);
      await store.apply([
        ...[putVehicle('Van 1'), putVehicle('Van 2')],
        ...[putDevice('1', 'Van 1'), putDevice('2', 'Van 1'), putDevice('3', 'Van 2')],
        ...times.map(putAudit),
      ]);

      await store.apply([
        { do: 'remove', kind: 'vehicle', id: 'Van 1' },
        { do: 'remove', kind: 'vehicle', id: 'nothing' },
        { do: 'remove-of', kind: 'device', of: 'Van 1' },
        { do: 'remove-before', kind: 'audit', before: times[1] ?? '' },
      ]);
      expect(idsOf(await store.list('vehicle'))).toEqual(['Van 2']);
      expect(idsOf(await store.list('device'))).toEqual(['3']);
      expect(timesOf(await store.list('audit'))).toEqual(times.slice(1));

      await store.apply([{ do: 'trim', kind: 'audit', keep: 2 }]);
      expect(timesOf(await store.list('audit'))).toEqual(times.slice(3));
      await store.apply([{ do: 'trim', kind: 'audit', keep: 2 }]);
      expect(await store.list('audit')).toHaveLength(2);
      expect(idsOf(await store.list('vehicle'))).toEqual(['Van 2']);
    });

    it('makes changes in their order', async () => {
      await store.apply([
        putDevice('1', 'Van 1'),
        { do: 'remove-of', kind: 'device', of: 'Van 1' },
        putDevice('2', 'Van 1'),
        putDevice('2', 'Van 2'),
        putDevice('3', 'Van 2'),
        { do: 'remove', kind: 'device', id: '3' },
      ]);
      expect(await store.list('device')).toEqual([{ id: '2', vehicle: 'Van 2' }]);
    });

    it('pages through records of all kinds, each as it was put', async () => {
      expect(await store.page(10)).toEqual([]);
      const puts = [
        putAudit('2026-11-01T00:00:00.000Z'),
        putDevice('1', 'Van/1'),
        ...['A', 'Van/1', 'a', 'Ä', '\u{ffff}', '🚚'].map((id) => putVehicle(id)),
      ];
      await store.apply(puts.toReversed());

      const found = await store.page(3);
      for (let page = found; page.length > 0; found.push(...page)) {
        page = await store.page(3, found.at(-1));
      }

      expect(found).toEqual(puts);
    });

    it('takes thousands of changes at once', async () => {
      const ids = Array.from({ length: 2_000 }, (_, index) => `Van ${10_000 + index}`);
      await store.apply(ids.map((id) => putVehicle(id, { notes: 'x'.repeat(500) })));
      expect(idsOf(await store.list('vehicle'))).toEqual(ids);
    });

    it('shows every store on the place what was changed', async () => {
      const other = await place.open();
      await store.apply([putVehicle('Van 1')]);
      expect(await other.find('vehicle', 'Van 1')).toEqual(aVehicle('Van 1'));
    });

    it('can be closed twice', async () => {
      await store.close();
      await store.close();
    });
  });
}
