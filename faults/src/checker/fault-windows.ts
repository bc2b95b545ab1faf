import type { LogEvent } from '../log/log-event.ts';

/** When a fault began, ended and its harm was over; milliseconds since 1970. */
export interface FaultWindow {
  readonly name: string;
  readonly begun: number;
  ended?: number;
  recovered?: number;
}

/** The faults of a run in their order. */
export function faultWindows(events: readonly LogEvent[]): FaultWindow[] {
  const windows: FaultWindow[] = [];
  for (const event of events) {
    if (event.kind !== 'fault') continue;
    const { name, phase, at } = event;
    const last = windows.at(-1);
    if (phase === 'begun') windows.push({ name, begun: at });
    else if (last?.name === name) last[phase] = at;
  }
  return windows;
}

/** The last fault that had begun by then; the first before that, and the last where no time is known. */
export function windowAt(
  windows: readonly FaultWindow[],
  at: number | undefined,
): FaultWindow | undefined {
  if (at === undefined) return windows.at(-1);
  return windows.findLast(({ begun }) => begun <= at) ?? windows[0];
}
