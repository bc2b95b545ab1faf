import type { DeviceTrouble } from '@fleetman/contract/registry';
import type { DeviceFix } from '../protocols/protocol.ts';

const minuteMs = 60_000;
/** Clocks are this far ahead at most, and reports on their way for so long, where all is well. */
const [mostAheadMs, mostLateMs] = [2 * minuteMs, 30 * minuteMs];

/** What is less accurate comes from a mobile network or a wireless one, not from satellites. */
const coarseMetres = 200;

/** What somebody who sets up a device wants to know of its newest fix, although it is taken. */
export function doubtsOfFix(
  { lat, lng, time, accuracy }: DeviceFix,
  receivedAt: Date,
): Pick<DeviceTrouble, 'what' | 'detail'>[] {
  const lateMs = receivedAt.getTime() - time.getTime();
  return [
    ...(lateMs < -mostAheadMs
      ? [{ what: 'clock' as const, detail: `${inWords(-lateMs)} ahead` }]
      : []),
    ...(lateMs > mostLateMs
      ? [{ what: 'clock' as const, detail: `${inWords(lateMs)} behind, or sent so late` }]
      : []),
    ...(lat === 0 && lng === 0 ? [{ what: 'no-place' as const, detail: '0,0 given' }] : []),
    ...(accuracy !== undefined && accuracy > coarseMetres
      ? [{ what: 'network-location' as const, detail: `${Math.round(accuracy)} m accurate` }]
      : []),
  ];
}

/** `2 h 5 min`, `45 min` or `3 days`. */
function inWords(ms: number): string {
  const minutes = Math.round(ms / minuteMs);
  if (minutes >= 48 * 60) return `${Math.round(minutes / 1_440)} days`;
  return minutes >= 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes} min`;
}
