import type { Db, Document } from 'mongodb';
import type { Fix } from '../../fix.ts';
import type { Stretch } from '../position-store.ts';
import { positionsIn, type PositionDocument } from './mongo-schema.ts';

/**
 * So many fixes with the longest names stay below the 16 MB of a document. The server packs them into
 * one: to decode thousands of small documents would cost us three times as much as all else.
 */
const mostPacked = 30_000;

/** 1: oldest first, -1: newest first. */
export type TimeOrder = 1 | -1;

type Optional = number | null | undefined;

/** What MongoDB answers: a column for each field of a fix, `null` where a fix does not have it. */
interface Columns {
  readonly vehicles: readonly string[];
  readonly times: readonly Date[];
  readonly lats: readonly number[];
  readonly lngs: readonly number[];
  readonly speeds: readonly Optional[];
  readonly headings: readonly Optional[];
  readonly accuracies: readonly Optional[];
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
    const { times, lats, lngs, speeds, headings, accuracies } = this.#columns;
    const [time, lat, lng] = [times[row], lats[row], lngs[row]];
    if (!time || lat === undefined || lng === undefined) return undefined;
    const speed = speeds[row] ?? undefined;
    const heading = headings[row] ?? undefined;
    const accuracy = accuracies[row] ?? undefined;
    return {
      time,
      lat,
      lng,
      ...(speed !== undefined && { speed }),
      ...(heading !== undefined && { heading }),
      ...(accuracy !== undefined && { accuracy }),
    };
  }

  /** Those at other times than the given one. */
  without(time: Date): PackedFixes {
    const isOther = (_: unknown, row: number) =>
      this.#columns.times[row]?.getTime() !== time.getTime();
    const { vehicles, times, lats, lngs, speeds, headings, accuracies } = this.#columns;
    return new PackedFixes({
      vehicles: vehicles.filter(isOther),
      times: times.filter(isOther),
      lats: lats.filter(isOther),
      lngs: lngs.filter(isOther),
      speeds: speeds.filter(isOther),
      headings: headings.filter(isOther),
      accuracies: accuracies.filter(isOther),
    });
  }
}

/** Without `$ifNull` a field that is not there would leave its column shorter. */
const orNull = (field: string) => ({ $push: { $ifNull: [field, null] } });

/**
 * Asks for the first `limit` fixes in a stretch as one document, by the index on time. The stretch is
 * bounded on both sides, since not every server that speaks MongoDB's protocol stops at a limit before
 * it has gathered the whole range.
 */
export function packFixes(db: Db, { after, until }: Stretch, order: TimeOrder, limit: number) {
  const columns: Document = {
    vehicles: { $push: '$vehicle' },
    times: { $push: '$time' },
    lats: { $push: '$lat' },
    lngs: { $push: '$lng' },
    speeds: orNull('$speed'),
    headings: orNull('$heading'),
    accuracies: orNull('$accuracy'),
  };
  return positionsIn(db).aggregate<Columns>([
    { $match: { time: { $gt: after, $lte: until } } },
    { $sort: { time: order } },
    { $limit: limit },
    { $group: { _id: null, ...columns } },
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
    speeds: documents.map(({ speed }) => speed),
    headings: documents.map(({ heading }) => heading),
    accuracies: documents.map(({ accuracy }) => accuracy),
  };
}
