import { vehicleStates } from '../fleet/vehicle-state';
import type { VehicleFilter } from '../fleet/arrange-vehicles';
import type { MapPlace } from '../map/map-position';

/** What a link to this page says that one looks at. */
export interface PageState {
  readonly vehicle?: string | undefined;
  readonly map?: MapPlace | undefined;
  /** A past time, in milliseconds since 1970; none: now. */
  readonly at?: number | undefined;
  /** None: all vehicles. */
  readonly filter?: VehicleFilter | undefined;
}

/** Reads the query of a link; what is missing or makes no sense is left out. */
export function readPageState(search: string): PageState {
  const query = new URLSearchParams(search);
  const filter = query.get('filter');
  return {
    vehicle: query.get('vehicle') ?? undefined,
    map: readPlace(query.get('map')),
    at: readTime(query.get('at')),
    filter: vehicleStates.find((state) => state === filter),
  };
}

/** The query of a link to this state; what others have put into `search` stays there. */
export function writePageState(search: string, state: PageState): string {
  const query = new URLSearchParams(search);
  const set = (name: string, value: string | undefined) => {
    // Deleted first, so that the same view has the same link, whatever was chosen first.
    query.delete(name);
    if (value !== undefined && value !== '') query.set(name, value);
  };
  set('vehicle', state.vehicle);
  set('map', state.map && writePlace(state.map));
  set('at', state.at === undefined ? undefined : writeTime(state.at));
  set('filter', state.filter === 'all' ? undefined : state.filter);
  // Both signs are allowed in a query, and a link is read by people too.
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
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

/** A metre is the fifth digit. */
function writePlace({ lat, lng, zoom }: MapPlace): string {
  return [lat.toFixed(5), lng.toFixed(5), zoom.toFixed(2)].map(Number).join(',');
}

/** A date with a time: a bare number would be taken for a year. */
function readTime(text: string | null): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT/.test(text ?? '') ? Date.parse(text ?? '') : NaN;
  return Number.isFinite(time) ? time : undefined;
}

/** To the second, as the time bar knows it. */
function writeTime(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
