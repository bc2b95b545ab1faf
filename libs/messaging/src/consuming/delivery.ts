import { decodeReports, type PositionReport } from '@fleetman/contract';
import type { DeadLetter } from '../dead-letter.ts';

/** A larger message is parked without being read: no report, nor an array of 1,000, needs more. */
const maxMessageBytes = 1024 * 1024;

/** One message in hand, taken apart. */
export interface Delivery {
  readonly reports: readonly PositionReport[];
  readonly unreadable: readonly DeadLetter[];
  readonly bytes: number;
  /** Milliseconds since 1970, where the message says when it was published. */
  readonly publishedAt: number | undefined;
}

/** Takes a message's body apart; what is no report is to be parked. Never throws. */
export function readDelivery(body: Buffer, publishedAt: unknown): Delivery {
  return {
    ...(isTooLarge(body) ? { reports: [], unreadable: [tooLarge(body)] } : decode(body)),
    bytes: body.length,
    publishedAt: typeof publishedAt === 'number' ? publishedAt : undefined,
  };
}

/** Whether a message is parked without being read. */
export function isTooLarge(body: Buffer): boolean {
  return body.length > maxMessageBytes;
}

/** The dead letter of a message that {@link isTooLarge}; `size` where its body was not kept. */
export function tooLarge(body: Buffer, size = body.length): DeadLetter {
  const detail = `${size} bytes in one message, expected at most ${maxMessageBytes}`;
  return { cause: 'too-large', detail, body };
}

function decode(body: Buffer): Pick<Delivery, 'reports' | 'unreadable'> {
  const { reports, unreadable } = decodeReports(body.toString('utf8'));
  // What is not JSON may not be text either: parked as it came, and copied out of the socket's chunk.
  const letters = unreadable.map((part) =>
    part.cause === 'not-json' ? { ...part, body: Buffer.from(body) } : part,
  );
  return { reports, unreadable: letters };
}
