import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { TrackPoint as SentPoint } from '@fleetman/contract';
import type { DeviceSaid, LivePoint, TrackPoint } from '../../vehicle/track/track-point';

/** Which part of a vehicle's history is wanted; all of it where nothing is said. */
export interface HistoryWish {
  /** Milliseconds since 1970, inclusive. */
  readonly since?: number;
  /** Milliseconds since 1970, inclusive. */
  readonly until?: number;
  /** At most so many fixes, the newest; the gateway has a default of its own. */
  readonly limit?: number;
  /** Leaves out fixes without which the route differs by no more than so many metres. */
  readonly simplify?: number;
  /** What the device said with each fix is wanted too: these fields of it. */
  readonly fields?: readonly (keyof DeviceSaid)[];
}

/** Where the past of a vehicle comes from; the gateway where no other is provided. */
@Injectable({ providedIn: 'root', useFactory: () => new HttpHistorySource() })
export abstract class HistorySource {
  /**
   * The vehicle's fixes, oldest first, doubtful ones too; empty for a vehicle without one. Rejects with a message for
   * people where they cannot be had.
   */
  abstract load(
    name: string,
    wish: HistoryWish,
    signal: AbortSignal,
  ): Promise<readonly TrackPoint[]>;
}

/** How long somebody waits for a history. */
const patienceMs = 15_000;

/** The gateway's history, at `api/history/{name}` beside the page. */
class HttpHistorySource extends HistorySource {
  readonly #document = inject(DOCUMENT);

  override async load(
    name: string,
    wish: HistoryWish,
    signal: AbortSignal,
  ): Promise<readonly TrackPoint[]> {
    const url = new URL(`api/history/${encodeURIComponent(name)}`, this.#document.baseURI);
    writeWish(url.searchParams, wish);
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      headers: { Accept: 'application/json' },
    });
    if (response.status === 404) return [];
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
    // The gateway's answer has this shape (the contract's trackPoint); what is no place is left out.
    return await readTrack((await response.json()) as readonly SentPoint[], wish.fields);
  }
}

function writeWish(query: URLSearchParams, wish: HistoryWish): void {
  const { since, until, limit, simplify, fields } = wish;
  if (since !== undefined) query.set('since', new Date(since).toISOString());
  if (until !== undefined) query.set('until', new Date(until).toISOString());
  if (limit !== undefined) query.set('limit', String(limit));
  if (simplify !== undefined) query.set('simplify', String(simplify));
  if (fields !== undefined) query.set('fields', fields.join(','));
}

/** Reads what the gateway answered, and judges what its tracker has not judged. */
async function readTrack(
  sent: readonly SentPoint[],
  fields: readonly (keyof DeviceSaid)[] = [],
): Promise<readonly TrackPoint[]> {
  const track = sent.filter(({ lat, lng }) => Number.isFinite(lat + lng));
  if (track.length === 0) return [];
  if (track.some(isJudged)) {
    return track.map((point) => ({ ...readJudged(point), ...readSaid(point, fields) }));
  }
  // Loaded where it is needed: our own tracker has judged its fixes.
  const { joinPlaces, judgePoints } = await import('../../vehicle/track/judge-points');
  const points = track.map(readPoint);
  const hasTimes = points.every(({ time }) => Number.isFinite(time));
  if (hasTimes) return judgePoints(points, Date.now());
  // An older gateway sends no times, of which a trail needs the order.
  return joinPlaces(points.map((point, index) => ({ ...point, time: index })));
}

function isJudged({ doubt, standing, way, metres }: SentPoint): boolean {
  return [doubt, standing, way, metres].some((mark) => mark !== undefined);
}

/** What of these fields the device said; nothing at all where it said none of them. */
function readSaid(
  sent: SentPoint,
  fields: readonly (keyof DeviceSaid)[],
): Pick<TrackPoint, 'said'> {
  const said = fields.flatMap((field) => {
    const value = sent[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return said.length === 0 ? {} : { said: Object.fromEntries(said) };
}

function readPoint({ lat, lng, timestamp, speed }: SentPoint): LivePoint {
  return {
    lat,
    lng,
    time: Date.parse(timestamp),
    speedMph: Number.isFinite(speed) ? speed : null,
  };
}

function readJudged(sent: SentPoint): TrackPoint {
  const { doubt, standing, way, metres } = sent;
  return {
    ...readPoint(sent),
    ...(doubt !== undefined && { doubt }),
    isStanding: standing === true,
    way: way ?? 'driven',
    metres: metres ?? 0,
  };
}
