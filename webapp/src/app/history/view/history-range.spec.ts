import { describe, expect, it } from '@jest/globals';
import { rangeToWindow } from './history-range';

const now = new Date(2026, 10, 22, 14, 30).getTime();
const local = (day: number, hour = 0) => new Date(2026, 10, day, hour).getTime();

describe('rangeToWindow', () => {
  it.each([
    ['last-hour', now - 3_600_000, now],
    ['today', local(22), now],
    ['yesterday', local(21), local(22)],
  ] as const)('knows %s', (kind, from, to) => {
    expect(rangeToWindow({ kind }, now)).toEqual({ from, to });
  });

  it('knows a day', () => {
    expect(rangeToWindow({ kind: 'day', day: '2026-11-20' }, now)).toEqual({
      from: local(20),
      to: local(21),
    });
  });

  it('ends now', () => {
    expect(rangeToWindow({ kind: 'day', day: '2026-11-22' }, now).to).toBe(now);
    expect(rangeToWindow({ kind: 'custom', from: local(22), to: local(23) }, now).to).toBe(now);
  });

  it('takes a custom range in either order, and none that is empty', () => {
    const range = { kind: 'custom', from: local(22, 10), to: local(22, 8) } as const;

    expect(rangeToWindow(range, now)).toEqual({ from: local(22, 8), to: local(22, 10) });
    const empty = rangeToWindow({ kind: 'custom', from: now, to: now }, now);
    expect(empty.to - empty.from).toBe(60_000);
  });

  it('takes what is no day for today', () => {
    expect(rangeToWindow({ kind: 'day', day: '' }, now).from).toBe(local(22));
  });
});
