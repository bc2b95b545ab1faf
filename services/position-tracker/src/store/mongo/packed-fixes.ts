import {
  longestAttributes,
  reportFields,
  withFields,
  type FieldValue,
  type OptionalField,
} from '@fleetman/contract';
import type { Db, Document } from 'mongodb';
import { fieldsOf, type FixDetail } from '../../fixes/fix-detail.ts';
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
export const mostPacked: Readonly<Record<FixDetail, number>> = {
  motion: mostOf('motion'),
  measured: mostOf('measured'),
  all: mostOf('all'),
};

function mostOf(detail: FixDetail): number {
  const bytes = fieldsOf[detail].map((name) => numberBytes + longestOf(name));
  const optional = bytes.reduce((sum, each) => sum + each, 0);
  return Math.min(30_000, Math.floor(documentBytes / (nameBytes + 3 * numberBytes + optional)));
}

function longestOf(name: OptionalField): number {
  return name === 'attributes' ? longestAttributes : reportFields[name].longest;
}

/** What MongoDB answers: a column for each field that is read of a fix, `null` where a fix does not have it. */
export interface TrackColumns extends Partial<
  Readonly<Record<OptionalField, readonly Optional[]>>
> {
  readonly times: readonly Date[];
  readonly lats: readonly number[];
  readonly lngs: readonly number[];
}

/** The same of several vehicles. */
export interface Columns extends TrackColumns {
  readonly vehicles: readonly string[];
}

type Optional = FieldValue | null | undefined;

/** The same for each optional field that is read. */
function forEachField<T>(
  detail: FixDetail,
  of: (name: OptionalField) => T,
): Partial<Record<OptionalField, T>> {
  return Object.fromEntries(fieldsOf[detail].map((name) => [name, of(name)]));
}

/** Many fixes, of which few become objects. */
export class PackedFixes {
  readonly #columns: Columns;
  readonly #detail: FixDetail;

  constructor(columns: Columns, detail: FixDetail) {
    this.#columns = columns;
    this.#detail = detail;
  }

  get vehicles(): readonly string[] {
    return this.#columns.vehicles;
  }

  get times(): readonly Date[] {
    return this.#columns.times;
  }

  /** The fix in a row, 0 the first; `undefined` outside. */
  at(row: number): Fix | undefined {
    return fixAt(this.#columns, row, this.#detail);
  }

  /** Those at other times than the given one. */
  without(time: Date): PackedFixes {
    const isOther = (_: unknown, row: number) =>
      this.#columns.times[row]?.getTime() !== time.getTime();
    const { vehicles, times, lats, lngs } = this.#columns;
    const columns = {
      vehicles: vehicles.filter(isOther),
      times: times.filter(isOther),
      lats: lats.filter(isOther),
      lngs: lngs.filter(isOther),
      ...forEachField(this.#detail, (name) => this.#columns[name]?.filter(isOther) ?? []),
    };
    return new PackedFixes(columns, this.#detail);
  }
}

function fixAt(columns: TrackColumns, row: number, detail: FixDetail): Fix | undefined {
  const [time, lat, lng] = [columns.times[row], columns.lats[row], columns.lngs[row]];
  if (!time || lat === undefined || lng === undefined) return undefined;
  return withFields({ time, lat, lng }, fieldsOf[detail], (name) => columns[name]?.[row]);
}

/** All fixes of one vehicle's columns, in their order. */
export function toFixes(columns: TrackColumns, detail: FixDetail): Fix[] {
  return columns.times.flatMap((_, row) => fixAt(columns, row, detail) ?? []);
}

/** Without `$ifNull` a field that is not there would leave its column shorter. */
const orNull = (field: string) => ({ $push: { $ifNull: [field, null] } });

function trackColumns(detail: FixDetail): Document {
  return {
    times: { $push: '$time' },
    lats: { $push: '$lat' },
    lngs: { $push: '$lng' },
    ...forEachField(detail, (name) => orNull(`$${name}`)),
  };
}

/**
 * Asks for the first `limit` fixes in a stretch as one document, by the index on time. The stretch is
 * bounded on both sides, since not every server that speaks MongoDB's protocol stops at a limit before
 * it has gathered the whole range.
 */
export function packFixes(db: Db, { after, until }: Stretch, order: TimeOrder, limit: number) {
  return packed(
    db,
    [
      { $match: { time: { $gt: after, $lte: until } } },
      { $sort: { time: order } },
      { $limit: limit },
    ],
    'motion',
  );
}

/** Packs the fixes that the stages before let through into one document, and what else is gathered. */
export function packed<More>(
  db: Db,
  stages: readonly Document[],
  detail: FixDetail,
  more: Document = {},
) {
  const columns = { vehicles: { $push: '$vehicle' }, ...trackColumns(detail), ...more };
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
  readonly detail: FixDetail;
}

/** The same of one vehicle, by the index on vehicle and time. */
export function packTrack(db: Db, vehicle: string, page: PageQuestion) {
  const { stretch, order, limit, detail } = page;
  return positionsIn(db).aggregate<TrackColumns>([
    { $match: { vehicle, time: { $gt: stretch.after, $lte: stretch.until } } },
    { $sort: { time: order } },
    { $limit: limit },
    { $group: { _id: null, ...trackColumns(detail) } },
  ]);
}

/** What is read of many fixes at once. */
const placeOnly = {
  _id: 0,
  vehicle: 1,
  time: 1,
  lat: 1,
  lng: 1,
  ...forEachField('motion', () => 1),
};

/** A part of a stretch, and what is left of it. */
export interface ReadFixes {
  readonly fixes: PackedFixes;
  readonly rest?: Stretch | undefined;
}

/** Reads the first fixes of a stretch, as far as motion is worked out from them: of each time all or none. */
export async function readFixes(
  db: Db,
  stretch: Stretch,
  order: TimeOrder,
  limit = mostPacked.motion,
): Promise<ReadFixes> {
  const [columns] = await packFixes(db, stretch, order, limit).toArray();
  const fixes = new PackedFixes(columns ?? toColumns([]), 'motion');
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
  const all = await positionsIn(db).find({ time: edge }, { projection: placeOnly }).toArray();
  return { fixes: new PackedFixes(toColumns(all), 'motion'), rest };
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
    ...forEachField('motion', (name) => documents.map((document) => document[name])),
  };
}
