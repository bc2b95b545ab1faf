import type { PositionReport } from '@fleetman/contract';

/** From when until when the reports of one vehicle are, in milliseconds since 1970. */
export interface ReportSpan {
  from: number;
  until: number;
  /** The newest but `until`; -Infinity if there is no other. */
  before: number;
}

/** The times of reports that were stored and not announced yet: three numbers a vehicle. */
export class ReportSpans {
  readonly #spans = new Map<string, ReportSpan>();

  /** How many vehicles have some. */
  get size(): number {
    return this.#spans.size;
  }

  add(reports: readonly PositionReport[]): void {
    for (const { vehicle, time } of reports) {
      const ms = time.getTime();
      const span = this.#spans.get(vehicle);
      if (span) widen(span, ms);
      else this.#spans.set(vehicle, { from: ms, until: ms, before: -Infinity });
    }
  }

  /** Takes those of up to `count` vehicles out, who wait longest first. */
  take(count: number): Map<string, ReportSpan> {
    const taken = new Map<string, ReportSpan>();
    for (const [vehicle, span] of this.#spans) {
      if (taken.size === count) break;
      taken.set(vehicle, span);
      this.#spans.delete(vehicle);
    }
    return taken;
  }

  /** Puts back what was taken. */
  putBack(taken: ReadonlyMap<string, ReportSpan>): void {
    for (const [vehicle, span] of taken) {
      const known = this.#spans.get(vehicle);
      if (!known) this.#spans.set(vehicle, span);
      else for (const ms of [span.from, span.before, span.until]) widen(known, ms);
    }
  }
}

function widen(span: ReportSpan, ms: number): void {
  if (ms > span.until) {
    span.before = span.until;
    span.until = ms;
  } else if (ms < span.until && ms > span.before) span.before = ms;
  if (ms < span.from && ms > -Infinity) span.from = ms;
}
