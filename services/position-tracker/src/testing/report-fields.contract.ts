import { Readable } from 'node:stream';
import {
  reportFieldNames,
  reportFields,
  type Measurements,
  type PositionReport,
  type ReportField,
} from '@fleetman/contract';
import { aReport, everyMeasurement } from '@fleetman/contract/testing';
import { openPositionQueue } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readBackup } from '../backup/read-backup.ts';
import { restoreReports } from '../backup/restore-reports.ts';
import { writeBackup } from '../backup/write-backup.ts';
import type { PositionStore } from '../store/position-store.ts';
import type { StorePlace } from './position-store.contract.ts';

const noon = new Date('2096-11-22T12:00:00.000Z');
const now = () => noon;
const vehicle = 'City Truck';
/** MongoDB removes by its own clock what is older: not within the life of this test. */
const clock = { now, retentionMs: 1_000 * 604_800_000 };

const before = (seconds: number) => new Date(noon.getTime() - seconds * 1_000);

/** What a list of fixes or reports says of these fields. */
const valuesOf = (fixes: readonly (Measurements | undefined)[], names: readonly ReportField[]) =>
  fixes.map((fix) => Object.fromEntries(names.map((name) => [name, fix?.[name]])));

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

    /** Whatever the store answers of the newest fix of the vehicle, and of the one before. */
    async function answersOf(source: PositionStore) {
      const { fixes } = await source.history(vehicle, { limit: 2 });
      const [latest] = await source.latest();
      const [at] = await source.at(before(15), 600_000);
      const during: PositionReport[] = [];
      for await (const piece of source.during({ after: before(60), until: noon })) {
        during.push(...piece);
      }
      return {
        newest: [fixes[0], latest?.newest, at?.next, during[1]],
        older: [fixes[1], at?.before],
      };
    }

    const sendTwo = (measured: Measurements) =>
      send([aReport({ time: before(20) }), aReport({ time: before(10), ...measured })]);

    it.each(reportFieldNames)('keep %s, alone, in every answer', async (field) => {
      const only = { [field]: reportFields[field].example };
      await sendTwo(only);

      const { newest, older } = await answersOf(store);

      const expected = valuesOf([only], reportFieldNames)[0];
      expect(valuesOf(newest, reportFieldNames)).toEqual(newest.map(() => expected));
      expect(valuesOf(older, reportFieldNames)).toEqual(valuesOf([{}, {}], reportFieldNames));
    });

    it('keep all of them together, through a backup as well', async () => {
      await sendTwo(everyMeasurement);
      const pieces = writeBackup(store, { now, counts: { vehicles: 0, reports: 0 } });
      const backup = (await Readable.from(pieces).toArray()).join('');
      const copy = await anotherStore();

      await restoreReports(
        readBackup(Readable.from([backup])),
        (reports) => copy.saveAll(reports),
        { reports: 0, added: 0 },
      );

      expect(Object.keys(everyMeasurement)).toEqual(reportFieldNames);
      for (const each of [store, copy]) {
        expect((await answersOf(each)).newest).toMatchObject(
          Array.from({ length: 4 }, () => everyMeasurement),
        );
      }
    });
  });
}
