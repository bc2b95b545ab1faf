import { fixId, type LoggedFix, type LogEvent } from '../log/log-event.ts';
import { ofKind } from '../log/of-kind.ts';
import type { Finding } from './finding.ts';

/** What a page may differ by in degrees: frames have places in steps of 1e-7. */
const placeTolerance = 2e-7;

/** Compares what the parts say with `positions` and with what was ever published. */
export function checkAnswers(events: readonly LogEvent[]): Finding[] {
  return [
    ...checkEver(events),
    ...checkLatest(events),
    ...checkHistories(events),
    ...checkCounters(events),
  ];
}

/** Nothing is ever answered that was not published. */
function checkEver(events: readonly LogEvent[]): Finding[] {
  const attempted = new Set(ofKind(events, 'attempted').map(({ id }) => id));
  return ofKind(events, 'answered')
    .filter((event) => !attempted.has(fixId(event)))
    .map((event) => ({
      text: `${event.by} answered ${fixId(event)}, which was never published`,
      at: event.at,
    }));
}

/** In the end every part says of every vehicle what its newest document says. */
function checkLatest(events: readonly LogEvent[]): Finding[] {
  const expected = new Map<string, LoggedFix>();
  for (const { fix } of ofKind(events, 'found')) {
    const known = expected.get(fix.vehicle);
    if (!known || known.time < fix.time) expected.set(fix.vehicle, fix);
  }
  const answers = Map.groupBy(ofKind(events, 'latest'), ({ by }) => by);
  return [...answers].flatMap(([by, latest]) => {
    const said = new Map(latest.map(({ fix }) => [fix.vehicle, fix]));
    return [...new Set([...expected.keys(), ...said.keys()])].flatMap((vehicle) => {
      const [right, given] = [expected.get(vehicle), said.get(vehicle)];
      if (right && given && isSame(right, given)) return [];
      return [
        { text: `${by} says ${describe(given)} of ${vehicle}, positions ${describe(right)}` },
      ];
    });
  });
}

function isSame(one: LoggedFix, other: LoggedFix): boolean {
  const isNear = (a: number, b: number) => Math.abs(a - b) <= placeTolerance;
  return one.time === other.time && isNear(one.lat, other.lat) && isNear(one.lng, other.lng);
}

function describe(fix: LoggedFix | undefined): string {
  return fix ? `${new Date(fix.time).toISOString()} at ${fix.lat}, ${fix.lng}` : 'nothing';
}

/** A whole history holds the vehicle's documents, each once. */
function checkHistories(events: readonly LogEvent[]): Finding[] {
  const stored = Map.groupBy(ofKind(events, 'found'), ({ fix }) => fix.vehicle);
  return ofKind(events, 'history').flatMap(({ by, vehicle, times }) => {
    const wanted = new Set((stored.get(vehicle) ?? []).map(({ fix }) => fix.time));
    const given = new Set(times);
    const missing = [...wanted].filter((time) => !given.has(time)).length;
    const extra = times.filter((time) => !wanted.has(time)).length + times.length - given.size;
    if (missing + extra === 0) return [];
    return [{ text: `${by} leaves out ${missing} fixes of ${vehicle} and has ${extra} too many` }];
  });
}

/** In each process that lived on: consumed = stored + known + parked. */
function checkCounters(events: readonly LogEvent[]): Finding[] {
  return ofKind(events, 'counters').flatMap(({ by, counters }) => {
    const { consumed, stored, known, parked } = counters;
    if (consumed === stored + known + parked) return [];
    const sum = `${stored} stored, ${known} known and ${parked} parked`;
    return [{ text: `${by} counts ${consumed} consumed reports, but ${sum}` }];
  });
}
