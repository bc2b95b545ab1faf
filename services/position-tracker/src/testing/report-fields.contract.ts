import { Readable } from 'node:stream';
import {
  answeredFieldNames,
  optionalFieldNames,
  reportFieldNames,
  reportFields,
  type Measurements,
  type OptionalField,
  type OptionalFields,
  type PositionReport,
} from '@fleetman/contract';
import { aReport, everyMeasurement, everyOptional } from '@fleetman/contract/testing';
import { openPositionQueue } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readBackup } from '../backup/read-backup.ts';
import { restoreReports } from '../backup/restore-reports.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { fieldsOf, type FixDetail } from '../fixes/fix-detail.ts';
import type { PositionStore } from '../store/position-store.ts';
import type { StorePlace } from './position-store.contract.ts';

const noon = new Date('2096-11-22T12:00:00.000Z');
const now = () => noon;
const vehicle = 'City Truck';
/** MongoDB removes by its own clock what is older: not within the life of this test. */
const clock = { now, retentionMs: 1_000 * 604_800_000 };

const before = (seconds: number) => new Date(noon.getTime() - seconds * 1_000);

/** What a list of fixes or reports says of these fields. */
const valuesOf = (
  fixes: readonly (OptionalFields | undefined)[],
  names: readonly OptionalField[],
) => fixes.map((fix) => Object.fromEntries(names.map((name) => [name, fix?.[name]])));

/**
 * That no optional field of a report is lost between queue, store and backup: it follows the list of
 * the contract, so that a field that is added there is looked for here.
 */
export function describeReportFields(name: string, createPlace: () => Promise<StorePlace>): void {
  describe(`${name} and the fields of a report`, () => {
    let places: StorePlace[];
    let store: PositionStore;

    beforeEach(async () => {
      places = [];
      store = await anotherStore();
    });

    afterEach(async () => {
      for (const place of places) await place.dispose();
    });

    async function anotherStore(): Promise<PositionStore> {
      const place = await createPlace();
      places.push(place);
      return place.open(clock);
    }

    /** Sends reports by the queue into the store. */
    async function send(reports: readonly PositionReport[]): Promise<void> {
      const queue = openPositionQueue('memory:', { log: silentLog });
      const stored = Promise.withResolvers<number>();
      await queue.consume(async (batch) => {
        stored.resolve((await store.saveAll(batch)).added);
        return [];
      });
      await queue.publish(reports);
      expect(await stored.promise).toBe(reports.length);
      await queue.close();
    }

    /** What the store says of the newest fix of the vehicle if it is asked for all fields. */
    async function newestOf(source: PositionStore) {
      const { fixes } = await source.history(vehicle, { limit: 2, detail: 'all' });
      const [latest] = await source.latest();
      return { fixes, latest: latest?.newest };
    }

    /** The same of what motion is worked out from, wherever it is. */
    async function motionOf(source: PositionStore) {
      const [at] = await source.at(before(15), 600_000);
      const during: PositionReport[] = [];
      for await (const piece of source.during({ after: before(60), until: noon })) {
        during.push(...piece);
      }
      const { fixes } = await source.history(vehicle, { limit: 2 });
      return { newest: [fixes[0], at?.next, during[1]], older: [fixes[1], at?.before] };
    }

    const sendTwo = (fields: OptionalFields) =>
      send([aReport({ time: before(20) }), aReport({ time: before(10), ...fields })]);

    it.each(reportFieldNames)('keep %s, alone', async (field) => {
      const only: Measurements = { [field]: reportFields[field].example };
      await sendTwo(only);

      const { fixes, latest } = await newestOf(store);

      const expected = valuesOf([only, {}], optionalFieldNames);
      expect(valuesOf(fixes, optionalFieldNames)).toEqual(expected);
      expect(valuesOf([latest], reportFieldNames)).toEqual(valuesOf([only], reportFieldNames));
    });

    it('say everywhere what motion is worked out from', async () => {
      await sendTwo(everyOptional);

      const { newest, older } = await motionOf(store);

      const expected = valuesOf([everyMeasurement], fieldsOf.motion)[0];
      expect(valuesOf(newest, fieldsOf.motion)).toEqual(newest.map(() => expected));
      expect(valuesOf(older, fieldsOf.motion)).toEqual(valuesOf([{}, {}], fieldsOf.motion));
    });

    it.each([1, -1] as const)(
      'read as much of a track as is asked for, in order %i',
      async (order) => {
        await sendTwo(everyOptional);
        const newestBy = async (detail: FixDetail | undefined) => {
          const fixes: PositionReport[] = [];
          for await (const page of store.track(vehicle, { order, pageSize: 1, detail })) {
            fixes.push(...page.map((fix) => ({ vehicle, ...fix })));
          }
          return order > 0 ? fixes[1] : fixes[0];
        };

        expect(await newestBy('all')).toEqual(aReport({ time: before(10), ...everyOptional }));
        expect(await newestBy('measured')).toEqual(
          aReport({ time: before(10), ...everyMeasurement }),
        );
        const { speed, heading, accuracy } = everyMeasurement;
        const motion = aReport({ time: before(10), speed, heading, accuracy });
        expect(await newestBy('motion')).toEqual(motion);
        expect(await newestBy(undefined)).toEqual(motion);
      },
    );

    it('read pages of the longest attributes', async () => {
      const text = 'x'.repeat(200);
      const attributes = JSON.stringify(
        Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`attribute ${index}`, text])),
      );
      const reports = Array.from({ length: 600 }, (_, index) =>
        aReport({ time: before(600 - index), attributes }),
      );
      await store.saveAll(reports);

      const { fixes } = await store.history(vehicle, { limit: 600, detail: 'all' });

      expect(fixes).toHaveLength(600);
      expect(fixes.every((fix) => fix.attributes === attributes)).toBe(true);
    });

    it('keep all of them together, through a backup as well', async () => {
      await sendTwo(everyOptional);
      const pieces = writeBackup(store, { now, counts: { vehicles: 0, reports: 0 } });
      const backup = (await Readable.from(pieces).toArray()).join('');
      const copy = await anotherStore();

      await restoreReports(
        readBackup(Readable.from([backup])),
        (reports) => copy.saveAll(reports),
        { reports: 0, added: 0 },
      );

      expect(Object.keys(everyMeasurement)).toEqual(reportFieldNames);
      expect(answeredFieldNames.every((name) => everyOptional[name] !== undefined)).toBe(true);
      for (const each of [store, copy]) {
        const { fixes, latest } = await newestOf(each);
        expect(fixes[0]).toMatchObject(everyOptional);
        expect(latest).toMatchObject(everyMeasurement);
      }
    });
  });
}
