import type { JudgeOptions } from '@fleetman/motion';
import type { HistoryRange, PositionStore, TimeOrder, TrackPage } from '../store/position-store.ts';
import type { FixDetail } from './fix-detail.ts';
import type { HistoryFix } from './histories.ts';
import { besideOf, judgePages } from './judge-pages.ts';

/** So many fixes are enough to judge what lies beside them, as a rule. */
const firstPage = 100;

/** A part of one vehicle's history that is read. */
export interface HistoryQuestion {
  readonly vehicle: string;
  readonly range: HistoryRange;
  /** 1: oldest first, -1: newest first. */
  readonly order: TimeOrder;
  /** Which optional fields the fixes carry; those of `motion` if nothing is said. */
  readonly detail?: FixDetail | undefined;
}

/** The judged fixes of a range, in the order asked for, page by page; see {@link judgePages}. */
export async function* readHistory(
  store: PositionStore,
  question: HistoryQuestion,
  options: JudgeOptions,
): AsyncGenerator<readonly HistoryFix[], void, undefined> {
  const { vehicle, range, order, detail } = question;
  const from = order > 0 ? await store.startOf(vehicle, range) : range.until;
  const pageSize = range.limit + firstPage;
  const beside = from ? await readBeside(store, question, from, options) : [];
  const pages = store.track(vehicle, { from, order, pageSize, detail });
  let left = range.limit;
  for await (const page of judgePages({ order, pages, beside }, options)) {
    const within = page.filter((fix) => isWithin(fix, range)).slice(0, left);
    left -= within.length;
    if (within.length > 0) yield within;
    if (left === 0 || within.length < page.length) return;
  }
}

/** The fixes on the other side of a time that are needed to judge those on this one. */
function readBeside(
  store: PositionStore,
  { vehicle, order }: HistoryQuestion,
  from: Date,
  options: JudgeOptions,
): Promise<TrackPage> {
  const away = order > 0 ? -1 : 1;
  const wish = {
    from: new Date(from.getTime() - order),
    order: away,
    pageSize: firstPage,
  } as const;
  return besideOf(store.track(vehicle, wish), away, options);
}

function isWithin({ fix: { time } }: HistoryFix, { since, until }: HistoryRange): boolean {
  return !(since && time < since) && !(until && time > until);
}
