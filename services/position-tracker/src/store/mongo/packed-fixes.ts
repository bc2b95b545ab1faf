import {
  pickMeasurements,
  reportFieldNames,
  reportFields,
  type FieldValue,
  type ReportField,
} from '@fleetman/contract';
import type { Db, Document } from 'mongodb';
import type { Fix } from '../../fixes/fix.ts';
import type { Stretch, TimeOrder } from '../position-store.ts';
import { positionsIn, type PositionDocument } from './mongo-schema.ts';

/** A document's 16 MB, and room for its keys. */
const documentBytes = 15_000_000;

/** A name of 100 UTF-16 units, a number or a time, each with its key in an array. */
const [nameBytes, numberBytes] = [312, 15];

/**
 * So many fixes with the longest names stay below the 16 MB of a document. The server packs them into
 * one: to decode thousands of small documents would cost us three times as much as all else.
 */
export const mostPacked = Math.min(
  30_000,
  Math.floor(documentBytes / (nameBytes + 3 * numberBytes + measurementBytes())),
);

function measurementBytes(): number {
  const bytes = reportFieldNames.map((name) => numberBytes + reportFields[name].longest);
  return bytes.reduce((sum, each) => sum + each, 0);
}

/** What MongoDB answers: a column for each field of a fix, `null` where a fix does not have it. */
export interface TrackColumns extends Readonly<Record<ReportField, readonly Optional[]>> {
  readonly times: readonly Date[];
  readonly lats: readonly number[];
  readonly lngs: readonly number[];
}

/** The same of several vehicles. */
export interface Columns extends TrackColumns {
  readonly vehicles: readonly string[];
}

type Optional = FieldValue | null | undefined;

/** The same for each optional field. */
function forEachField<T>(of: (name: ReportField) => T): Record<ReportField, T> {
  // The list is the keys of the record.
  return Object.fromEntries(reportFieldNames.map((name) => [name, of(name)])) as Record<
    ReportField,
    T
  >;
}

/** Many fixes, of which few become objects. */
export class PackedFixes {
  readonly #columns: Columns;

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  get vehicles(): readonly string[] {
    return this.#columns.vehicles;
  }

  get times(): readonly Date[] {
    return this.#columns.times;
  }

  /** The fix in a row, 0 the first; `undefined` outside. */
  at(row: number): Fix | undefined {
    return fixAt(this.#columns, row);
  }

  /** Those at other times than the given one. */
  without(time: Date): PackedFixes {
    const isOther = (_: unknown, row: number) =>
      this.#columns.times[row]?.getTime() !== time.getTime();
    const { vehicles, times, lats, lngs } = this.#columns;
    return new PackedFixes({
      vehicles: vehicles.filter(isOther),
      times: times.filter(isOther),
      lats: lats.filter(isOther),
      lngs: lngs.filter(isOther),
      ...forEachField((name) => this.#columns[name].filter(isOther)),
    });
  }
}

function fixAt(columns: TrackColumns, row: number): Fix | undefined {
  const [time, lat, lng] = [columns.times[row], columns.lats[row], columns.lngs[row]];
  if (!time || lat === undefined || lng === undefined) return undefined;
  return { time, lat, lng, ...pickMeasurements((name) => columns[name][row]) };
}

/** All fixes of one vehicle's columns, in their order. */
export function toFixes(columns: TrackColumns): Fix[] {
  return columns.times.flatMap((_, row) => fixAt(columns, row) ?? []);
}

/** Without `$ifNull` a field that is not there would leave its column shorter. */
const orNull = (field: string) => ({ $push: { $ifNull: [field, null] } });

const trackColumns: Document = {
  times: { $push: '$time' },
  lats: { $push: '$lat' },
  lngs: { $push: '$lng' },
  ...forEachField((name) => orNull(`$${name}`)),
};

/**
 * Asks for the first `limit` fixes in a stretch as one document, by the index on time. The stretch is
 * bounded on both sides, since not every server that speaks MongoDB's protocol stops at a limit before
 * it has gathered the whole range.
 */
export function packFixes(db: Db, { after, until }: Stretch, order: TimeOrder, limit: number) {
  return packed(db, [
    { $match: { time: { $gt: after, $lte: until } } },
    { $sort: { time: order } },
    { $limit: limit },
  ]);
}

/** Packs the fixes that the stages before let through into one document, and what else is gathered. */
export function packed<More>(db: Db, stages: readonly Document[], more: Document = {}) {
  const columns = { vehicles: { $push: '$vehicle' }, ...trackColumns, ...more };
  return positionsIn(db).aggregate<Columns & More>([
    ...stages,
    { $group: { _id: null, ...columns } },
  ]);
}

/** A page of one vehicle's track. */
interface PageQuestion {
  readonly stretch: Stretch;
  readonly order: TimeOrder;
  readonly limit: number;
}

/** The same of one vehicle, by the index on vehicle and time. */
export function packTrack(db: Db, vehicle: string, page: PageQuestion) {
  const { stretch, order, limit } = page;
  return positionsIn(db).aggregate<TrackColumns>([
    { $match: { vehicle, time: { $gt: stretch.after, $lte: stretch.until } } },
    { $sort: { time: order } },
    { $limit: limit },
    { $group: { _id: null, ...trackColumns } },
  ]);
}

/** A part of a stretch, and what is left of it. */
export interface ReadFixes {
  readonly fixes: PackedFixes;
  readonly rest?: Stretch | undefined;
}

/** Reads the first fixes of a stretch: of each time all or none. */
export async function readFixes(
  db: Db,
  stretch: Stretch,
  order: TimeOrder,
  limit = mostPacked,
): Promise<ReadFixes> {
  const [columns] = await packFixes(db, stretch, order, limit).toArray();
  const fixes = new PackedFixes(columns ?? toColumns([]));
  if (fixes.times.length < limit) return { fixes };
  const edge = fixes.times.reduce((one, other) => (one > other === order > 0 ? one : other));
  const whole = fixes.without(edge);
  const isOneMoment = whole.times.length === 0;
  const rest =
    order > 0
      ? { after: isOneMoment ? edge : earlier(edge), until: stretch.until }
      : { after: stretch.after, until: isOneMoment ? earlier(edge) : edge };
  if (!isOneMoment) return { fixes: whole, rest };
  // A fleet that reports in step has more fixes at one time than were asked for.
  const all = await positionsIn(db).find({ time: edge }).toArray();
  return { fixes: new PackedFixes(toColumns(all)), rest };
}

function earlier(time: Date): Date {
  return new Date(time.getTime() - 1);
}

function toColumns(documents: readonly PositionDocument[]): Columns {
  return {
    vehicles: documents.map(({ vehicle }) => vehicle),
    times: documents.map(({ time }) => time),
    lats: documents.map(({ lat }) => lat),
    lngs: documents.map(({ lng }) => lng),
    ...forEachField((name) => documents.map((document) => document[name])),
  };
}
