import type { MapPlace } from '../geo/map-position';
import type { HistoryRange } from '../history/view/history-range';
import type { ListOrder, PageState } from './page-state';

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
  set('group', state.group);
  set('search', state.search);
  set('sort', state.sort && writeSort(state.sort));
  set('follow', state.isFollowing === true ? '1' : undefined);
  const { names = [], range } = state.history ?? {};
  set('history', range && writeRange(range));
  query.delete('of');
  const isOfSelected = names.length === 1 && names[0] === state.vehicle;
  if (!isOfSelected) for (const name of names) query.append('of', name);
  // Both signs are allowed in a query, and a link is read by people too.
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

/** A metre is the fifth digit. */
function writePlace({ lat, lng, zoom }: MapPlace): string {
  return [lat.toFixed(5), lng.toFixed(5), zoom.toFixed(2)].map(Number).join(',');
}

/** By name is how every list begins. */
function writeSort({ order, isReversed }: ListOrder): string | undefined {
  if (isReversed) return `-${order}`;
  return order === 'name' ? undefined : order;
}

function writeRange(range: HistoryRange): string {
  if (range.kind === 'day') return range.day;
  return range.kind === 'custom' ? `${writeTime(range.from)}..${writeTime(range.to)}` : range.kind;
}

/** To the second, as the time bar knows it. */
function writeTime(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
