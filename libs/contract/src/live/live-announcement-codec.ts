import type * as z from 'zod';
import type { VehiclePosition } from '../positions/vehicle-position.ts';
import type { LateFixes } from './late-fixes.ts';
import {
  liveLateFixes,
  liveMessageLimits,
  livePosition,
  type LiveAnnouncement,
} from './live-announcement.ts';

/** What a message of the live feed holds, and what of it is not believed. */
export interface DecodedAnnouncement extends LiveAnnouncement {
  /** Positions and late fixes that were dropped; 1 for a whole message that was. */
  readonly dropped: number;
  /** One sentence about the first that was dropped: what was expected. */
  readonly reason: string | undefined;
}

/**
 * The bodies of the messages that carry an announcement (JSON), as many as its size needs and none for an
 * empty one. Positions alone are an array, which subscribers of earlier releases read too.
 */
export function encodeAnnouncement(announcement: Partial<LiveAnnouncement>): readonly string[] {
  const { positions = [], late = [] } = announcement;
  const { entries } = liveMessageLimits;
  const bodies: string[] = [];
  for (let start = 0; start < Math.max(positions.length, late.length); start += entries) {
    const end = start + entries;
    const part = { positions: positions.slice(start, end), late: late.slice(start, end) };
    bodies.push(JSON.stringify(part.late.length > 0 ? part : part.positions));
  }
  return bodies;
}

/** Reads the body of a message of the live feed. Never throws. One bad entry costs only itself. */
export function decodeAnnouncement(body: Uint8Array): DecodedAnnouncement {
  try {
    const { positions, late } = partsOf(body);
    const believed = keep<VehiclePosition>(positions, livePosition);
    const believedLate = keep<LateFixes>(late, liveLateFixes);
    return {
      positions: believed.kept,
      late: believedLate.kept,
      dropped: believed.dropped + believedLate.dropped,
      reason: believed.reason ?? believedLate.reason,
    };
  } catch (error) {
    // A SyntaxError of JSON.parse or one of ours: somebody else publishes there.
    return { positions: [], late: [], dropped: 1, reason: (error as Error).message };
  }
}

interface Parts {
  readonly positions: readonly unknown[];
  readonly late: readonly unknown[];
}

/** An array of positions, or `{"positions":[…],"late":[…]}`. Throws an `Error` for anything else. */
function partsOf(body: Uint8Array): Parts {
  const { bytes, entries } = liveMessageLimits;
  if (body.length > bytes) {
    throw new Error(`${body.length} bytes in one message, expected at most ${bytes}`);
  }
  const value: unknown = JSON.parse(new TextDecoder().decode(body));
  const parts = Array.isArray(value) ? { positions: value as readonly unknown[], late: [] } : value;
  if (!isParts(parts)) throw new Error('expected an array of positions, or {positions, late}');
  const count = Math.max(parts.positions.length, parts.late.length);
  if (count > entries) {
    throw new Error(`${count} entries in one message, expected at most ${entries}`);
  }
  return parts;
}

function isParts(value: unknown): value is Parts {
  return (
    typeof value === 'object' &&
    value !== null &&
    'positions' in value &&
    Array.isArray(value.positions) &&
    'late' in value &&
    Array.isArray(value.late)
  );
}

function keep<T>(parts: readonly unknown[], schema: z.ZodType<T>) {
  const kept: T[] = [];
  let reason: string | undefined;
  for (const part of parts) {
    const result = schema.safeParse(part);
    if (result.success) kept.push(result.data);
    else reason ??= result.error.issues.map(describeIssue).join('; ');
  }
  return { kept, dropped: parts.length - kept.length, reason };
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  return `${path.map(String).join('.')}: ${message}`;
}
