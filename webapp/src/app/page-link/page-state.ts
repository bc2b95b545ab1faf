import { knownStates } from '../vehicle/vehicle-state';
import {
  vehicleOrders,
  type VehicleFilter,
  type VehicleOrder,
} from '../fleet/list/arrange-vehicles';
import type { MapPlace } from '../geo/map-position';
import type { HistoryRange } from '../history/view/history-range';

/** In which order the vehicles are listed. */
export interface ListOrder {
  readonly order: VehicleOrder;
  readonly isReversed: boolean;
}

/** Whose history is looked at, and which part of it. */
export interface ShownHistory {
  readonly names: readonly string[];
  readonly range: HistoryRange;
}

/** What a link to this page says that one looks at. */
export interface PageState {
  readonly vehicle?: string | undefined;
  readonly map?: MapPlace | undefined;
  /** A past time, in milliseconds since 1970; none: now. */
  readonly at?: number | undefined;
  /** None: all vehicles. */
  readonly filter?: VehicleFilter | undefined;
  /** The group whose vehicles are listed. None: all. */
  readonly group?: string | undefined;
  /** What the list is searched for. */
  readonly search?: string | undefined;
  /** None: by name. */
  readonly sort?: ListOrder | undefined;
  readonly isFollowing?: boolean | undefined;
  /** None: no history is open. */
  readonly history?: ShownHistory | undefined;
}

/** What the page begins with. The rest of a link is read when the map stands: `read-later-state.ts`. */
export type FirstState = Omit<PageState, 'isFollowing' | 'history'>;

/** Reads the query of a link; what is missing or makes no sense is left out. */
export function readPageState(search: string): FirstState {
  const query = new URLSearchParams(search);
  const filter = query.get('filter');
  return {
    vehicle: query.get('vehicle') ?? undefined,
    map: readPlace(query.get('map')),
    at: readTime(query.get('at')),
    filter: knownStates.find((state) => state === filter),
    group: query.get('group') ?? undefined,
    search: query.get('search') ?? undefined,
    sort: readSort(query.get('sort') ?? ''),
  };
}

/** `-29.90453,-71.24894,13.5`: latitude, longitude, zoom. */
function readPlace(text: string | null): MapPlace | undefined {
  const parts = text?.split(',') ?? [];
  const [lat = NaN, lng = NaN, zoom = NaN] = parts.map((part) =>
    part.trim() === '' ? NaN : Number(part),
  );
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && zoom >= 0 && zoom <= 24;
  return parts.length === 3 && isPlace ? { lat, lng, zoom } : undefined;
}

/** A date with a time: a bare number would be taken for a year. */
function readTime(text: string | null): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT/.test(text ?? '') ? Date.parse(text ?? '') : NaN;
  return Number.isFinite(time) ? time : undefined;
}

/** `speed`, or `-speed` for the other way round. */
function readSort(text: string): ListOrder | undefined {
  const isReversed = text.startsWith('-');
  const order = vehicleOrders.find((known) => known === text.slice(isReversed ? 1 : 0));
  return order && { order, isReversed };
}
