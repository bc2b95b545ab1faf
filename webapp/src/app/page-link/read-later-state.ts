import type { HistoryRange } from '../history/view/history-range';
import type { FirstState, PageState, ShownHistory } from './page-state';

/** Reads what of a link the page shows when the map stands. */
export function readLaterState(search: string): Pick<PageState, 'isFollowing' | 'history'> {
  const query = new URLSearchParams(search);
  return {
    isFollowing: query.get('follow') === '1' || undefined,
    history: readHistory(query),
  };
}

/** A date with a time: a bare number would be taken for a year. Milliseconds since 1970. */
function readTime(text: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN;
  return Number.isFinite(time) ? time : undefined;
}

/** What a link says and this page does not understand, as `at=now`. */
export function misreadIn(search: string, readFirst: (search: string) => FirstState): string[] {
  const query = new URLSearchParams(search);
  const read = { ...readFirst(search), ...readLaterState(search) };
  const understood: Readonly<Record<string, unknown>> = {
    map: read.map,
    at: read.at,
    filter: query.get('filter') === 'all' || read.filter,
    sort: read.sort,
    follow: read.isFollowing,
    history: read.history,
  };
  return Object.keys(understood).flatMap((name) => {
    const text = query.get(name) ?? '';
    return text === '' || understood[name] ? [] : [`${name}=${text}`];
  });
}

/** `history=today`, of the vehicles in `of`, or of the selected one. */
function readHistory(query: URLSearchParams): ShownHistory | undefined {
  const range = readRange(query.get('history') ?? '');
  const named = query.getAll('of').filter((name) => name !== '');
  const names = named.length > 0 ? named : query.getAll('vehicle').slice(0, 1);
  return range && names.length > 0 ? { names, range } : undefined;
}

/** `last-hour`, `2026-11-22`, or two times with two dots between them. */
function readRange(text: string): HistoryRange | undefined {
  if (text === 'last-hour' || text === 'today' || text === 'yesterday') return { kind: text };
  if (/^\d{4}-\d\d-\d\d$/.test(text) && Number.isFinite(Date.parse(text)))
    return { kind: 'day', day: text };
  const times = text.split('..');
  const [from, to] = times.map(readTime);
  if (times.length !== 2 || from === undefined || to === undefined) return undefined;
  return { kind: 'custom', from, to };
}
