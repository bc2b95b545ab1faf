import { describe, expect, it } from '@jest/globals';
import { fixId, type LoggedFix, type LogEvent } from '../log/log-event.ts';
import { checkRun } from './check-run.ts';

const fixAt = (second: number, vehicle = 'Truck'): LoggedFix => ({
  ...{ vehicle, time: second * 1_000, lat: second / 10, lng: -second / 10 },
});

const published = (fix: LoggedFix): LogEvent[] => [
  { kind: 'attempted', id: fixId(fix), fate: 'stored', fix, at: fix.time },
  { kind: 'confirmed', id: fixId(fix), at: fix.time + 5 },
];

/** One fault from 10 s to 12 s with three reports, stored and answered as they should be. */
function soundRun(): LogEvent[] {
  const fixes = [9, 11, 13].map((second) => fixAt(second));
  const newest = fixAt(13);
  return [
    ...published(fixAt(9)),
    { kind: 'shown', page: 1, at: 9_100 },
    { kind: 'fault', name: 'kill', phase: 'begun', at: 10_000 },
    { kind: 'asked', at: 10_500, tookMs: 3 },
    ...published(fixAt(11)),
    { kind: 'fault', name: 'kill', phase: 'ended', at: 12_000 },
    { kind: 'shown', page: 1, at: 12_500 },
    ...published(fixAt(13)),
    { kind: 'answered', by: 'gateway', vehicle: 'Truck', time: 13_000, at: 13_010 },
    { kind: 'shown', page: 1, at: 13_500 },
    { kind: 'fault', name: 'kill', phase: 'recovered', at: 14_000 },
    ...fixes.map((fix): LogEvent => ({ kind: 'found', fix })),
    { kind: 'latest', by: 'tracker 1', fix: newest },
    { kind: 'latest', by: 'gateway 1', fix: newest },
    { kind: 'history', by: 'gateway 1', vehicle: 'Truck', times: [13_000, 11_000, 9_000] },
    {
      ...{ kind: 'counters', by: 'tracker 1' },
      counters: { consumed: 4, stored: 3, known: 1, parked: 0 },
    },
  ];
}

const only = (events: readonly LogEvent[]) => {
  const [outcome, ...others] = checkRun(events);
  expect(others).toEqual([]);
  return outcome;
};

/** A sound run with each event replaced by those that `change` makes of it. */
const changed = (change: (event: LogEvent) => readonly LogEvent[]) =>
  only(soundRun().flatMap(change));

describe('checkRun', () => {
  it('finds nothing wrong with a sound run', () => {
    expect(only(soundRun())).toEqual({
      ...{ fault: 'kill', attempted: 3, confirmed: 3, stored: 3, parked: 0 },
      ...{ lost: [], duplicated: [], unexpected: [], failures: [] },
      ...{ recoveryMs: 2_000, asked: 1, freezeMs: 3_400 },
    });
  });

  it.each([0, 1, 2])('finds a lost report, whichever it is (%d)', (nth) => {
    let seen = 0;
    const outcome = changed((event) => (event.kind === 'found' && seen++ === nth ? [] : [event]));

    expect(outcome?.lost).toHaveLength(1);
  });

  it('takes a report that was never confirmed for lost in no case', () => {
    const outcome = changed((event) => {
      const isMiddle = 'id' in event && event.id === fixId(fixAt(11));
      if (event.kind === 'confirmed' && isMiddle) return [];
      if (event.kind === 'found' && event.fix.time === 11_000) return [];
      if (event.kind === 'history') return [{ ...event, times: [13_000, 9_000] }];
      return [event];
    });

    expect(outcome).toMatchObject({ attempted: 3, confirmed: 2, stored: 2 });
    expect([outcome?.lost, outcome?.unexpected]).toEqual([[], []]);
  });

  it('finds a report that is stored twice', () => {
    const outcome = changed((event) => (event.kind === 'found' ? [event, event] : [event]));

    expect(outcome?.duplicated).toHaveLength(3);
  });

  it('finds a fix that is stored and was never published', () => {
    const outcome = only([...soundRun(), { kind: 'found', fix: fixAt(5) }]);

    expect(outcome?.unexpected).toContain(`${fixId(fixAt(5))} is stored and was never published`);
  });

  it('finds a fix that is stored at another place', () => {
    const outcome = changed((event) =>
      event.kind === 'found' ? [{ ...event, fix: { ...event.fix, lat: 80 } }] : [event],
    );

    expect(outcome?.unexpected).toContain(`${fixId(fixAt(9))} is stored at 80, -0.9`);
  });

  it.each<[string, LoggedFix | undefined]>([
    ['an older fix', fixAt(11)],
    ['a fix that is not stored', fixAt(15)],
    ['another place', { ...fixAt(13), lat: 1.31 }],
    ['nothing', undefined],
  ])('finds a part that answers %s in the end', (_, fix) => {
    const outcome = changed((event) => {
      if (event.kind !== 'latest' || event.by !== 'tracker 1') return [event];
      // A part that leaves this vehicle out still speaks of another one.
      return [{ ...event, fix: fix ?? fixAt(1, 'Bus') }];
    });

    expect(outcome?.unexpected).toContainEqual(
      expect.stringMatching(/^tracker 1 says .* of Truck/),
    );
  });

  it('finds an answer that was never published', () => {
    const outcome = changed((event) =>
      event.kind === 'answered' ? [{ ...event, time: 13_001 }] : [event],
    );

    expect(outcome?.unexpected).toHaveLength(1);
  });

  it.each<[string, readonly number[]]>([
    ['leaves a fix out', [13_000, 9_000]],
    ['has a fix twice', [13_000, 11_000, 11_000, 9_000]],
    ['has a fix that is not stored', [13_000, 12_000, 11_000, 9_000]],
  ])('finds a history that %s', (_, times) => {
    const outcome = changed((event) => [event.kind === 'history' ? { ...event, times } : event]);

    expect(outcome?.unexpected).toHaveLength(1);
  });

  it('finds counters that do not add up', () => {
    const counters = { consumed: 5, stored: 3, known: 1, parked: 0 };
    const outcome = changed((event) => [
      event.kind === 'counters' ? { ...event, counters } : event,
    ]);

    expect(outcome?.unexpected).toHaveLength(1);
  });

  it('finds a good report that was parked', () => {
    const id = fixId(fixAt(11));
    const outcome = changed((event) => {
      if (event.kind === 'found' && fixId(event.fix) === id)
        return [{ kind: 'letter', id, cause: 'delivery_limit' }];
      return [event];
    });

    expect(outcome?.lost).toHaveLength(1);
    expect(outcome?.unexpected).toContain(`${id} was parked (delivery_limit)`);
  });

  it('wants what is bad parked, and finds it stored or gone', () => {
    const bad: LogEvent[] = [
      { kind: 'attempted', id: 'bad-1', fate: 'parked', at: 11_000 },
      { kind: 'confirmed', id: 'bad-1', at: 11_010 },
    ];
    const letter: LogEvent = { kind: 'letter', id: 'bad-1', cause: 'not-json' };
    const parkedFix = fixAt(11);
    const storedThough = changed((event) => [
      event.kind === 'attempted' && event.id === fixId(parkedFix)
        ? { ...event, fate: 'parked' }
        : event,
    ]);

    expect(only([...soundRun(), ...bad, letter, letter])).toMatchObject({ parked: 1, lost: [] });
    expect(only([...soundRun(), ...bad])?.lost).toHaveLength(1);
    expect(storedThough?.unexpected).toHaveLength(1);
  });

  it('lets a good report be stored or parked while a clock of ours is wrong', () => {
    const id = fixId(fixAt(11));
    const either = soundRun().map((event): LogEvent =>
      event.kind === 'attempted' ? { ...event, fate: 'either' } : event,
    );
    const parked = either.flatMap((event): LogEvent[] => {
      if (event.kind === 'history') return [{ ...event, times: [13_000, 9_000] }];
      const isIt = event.kind === 'found' && fixId(event.fix) === id;
      return [isIt ? { kind: 'letter', id, cause: 'time-ahead' } : event];
    });

    for (const events of [either, parked]) {
      expect(only(events)).toMatchObject({ lost: [], unexpected: [] });
    }
  });

  it('counts what was published for the fault that had begun', () => {
    const outcomes = checkRun([
      ...soundRun(),
      { kind: 'fault', name: 'stop', phase: 'begun', at: 12_900 },
      { kind: 'fault', name: 'stop', phase: 'ended', at: 13_200 },
    ]);

    expect(outcomes).toMatchObject([
      { fault: 'kill', attempted: 2, recoveryMs: 2_000 },
      { fault: 'stop', attempted: 1, recoveryMs: undefined, freezeMs: Infinity },
    ]);
  });

  it('finds failed requests', () => {
    const outcome = changed((event) => [
      event.kind === 'asked' ? { ...event, failure: 'status 503' } : event,
    ]);

    expect(outcome?.failures).toEqual(['1970-01-01T00:00:10.500Z status 503']);
  });

  it('takes a page that shows nothing from some time on for frozen until the end', () => {
    const outcome = changed((event) =>
      event.kind === 'shown' && event.at > 10_000 ? [] : [event],
    );

    expect(outcome?.freezeMs).toBe(4_900);
  });
});
