import {
  decodeReports,
  type IgnoredFields,
  type PositionReport,
  type RefusalCause,
} from '@fleetman/contract';
import { singleLetter, sizeOfLetter, type DeadLetter } from '../dead-letter.ts';
import { isHopeless, isSuspect } from './suspects/returns.ts';

/** A larger message is parked without being read: no report, nor an array of 1,000, needs more. */
const maxMessageBytes = 1024 * 1024;

/** So many bad parts of a message are explained in its letter; the others are only counted. */
const explainedParts = 3;

/** Each explanation is cut to this length: three of them fit into a header. */
const maxExplanation = 250;

/** A message beside its body, or a report that was read, with its time and numbers: measured, about, in bytes. */
const objectBytes = 300;

/** A message as a broker hands it over. */
export interface IncomingMessage {
  readonly body: Buffer;
  /** When it was published, as its header says: milliseconds since 1970, or whatever somebody wrote there. */
  readonly publishedAt: unknown;
  /** The header of W3C Trace Context, as its sender wrote it. */
  readonly traceparent?: unknown;
  /** How often consumers have given it back, or died with it, before. */
  readonly returns: number;
}

/** One message in hand, taken apart. */
export interface Delivery {
  readonly reports: readonly PositionReport[];
  /** What is to be parked: at most one letter, however many bad parts the message has. */
  readonly unreadable: readonly DeadLetter[];
  /** Optional fields that its reports lost; absent where the message was not read. */
  readonly ignored?: IgnoredFields;
  /** What it counts as in a batch: good reports and bad parts. */
  readonly parts: number;
  readonly bytes: number;
  /** What it takes in memory until it is acknowledged, about, in bytes. */
  readonly weight: number;
  readonly publishedAt: unknown;
  /** The header of W3C Trace Context; `undefined` if there is none that can be read. */
  readonly traceparent: string | undefined;
  /** The message itself if it may be the one that ends the process: it is taken alone. */
  readonly suspect: IncomingMessage | undefined;
}

/** Takes a message apart; what is no report is to be parked. Never throws. */
export function readDelivery(message: IncomingMessage): Delivery {
  const { body, publishedAt, traceparent } = message;
  const content = readContent(message);
  const parked = content.unreadable.reduce((sum, letter) => sum + sizeOfLetter(letter), 0);
  return {
    ...content,
    parts: content.reports.length + parked,
    bytes: body.length,
    weight: body.length + objectBytes * (1 + content.reports.length),
    publishedAt,
    traceparent: isHeader(traceparent) ? traceparent : undefined,
    suspect: isSuspect(message.returns) ? message : undefined,
  };
}

/** A longer one is none, and would only take memory. */
function isHeader(traceparent: unknown): traceparent is string {
  return typeof traceparent === 'string' && traceparent.length <= 512;
}

/** Whether a message is parked without being read. */
export function isTooLarge(body: Buffer): boolean {
  return body.length > maxMessageBytes;
}

/** The dead letter of a message that {@link isTooLarge}; `size` if its body was not kept. */
export function tooLarge(body: Buffer, size = body.length): DeadLetter {
  const detail = `${size} bytes in one message, expected at most ${maxMessageBytes}`;
  return singleLetter('too-large', detail, body);
}

type Content = Pick<Delivery, 'reports' | 'unreadable' | 'ignored'>;

function readContent({ body, returns }: IncomingMessage): Content {
  if (isHopeless(returns)) return { reports: [], unreadable: [deadly(body, returns)] };
  if (isTooLarge(body)) return { reports: [], unreadable: [tooLarge(body)] };
  const { reports, unreadable, ignored } = decodeReports(body.toString('utf8'));
  const [only, ...others] = unreadable;
  if (!only) return { reports, unreadable: [], ignored };
  if (others.length > 0) {
    return { reports, unreadable: [oneLetter(body, reports, unreadable)], ignored };
  }
  // What is not JSON may not be text either: parked as it came, and copied out of the socket's chunk.
  const part = only.cause === 'not-json' ? Buffer.from(body) : only.body;
  return { reports, unreadable: [singleLetter(only.cause, only.detail, part)], ignored };
}

function deadly(body: Buffer, returns: number): DeadLetter {
  const detail = `taken and not finished ${returns} times, the last times alone: each process that takes it ends`;
  return singleLetter('delivery_limit', detail, Buffer.from(body));
}

interface BadPart {
  readonly cause: RefusalCause;
  readonly detail: string;
}

/** The letter of a message with several bad parts: the message itself, and what is wrong with the first. */
function oneLetter(
  body: Buffer,
  reports: readonly PositionReport[],
  parts: readonly BadPart[],
): DeadLetter {
  const counts = new Map<RefusalCause, number>();
  for (const { cause } of parts) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const explained = parts
    .slice(0, explainedParts)
    .map(({ detail }) => detail.slice(0, maxExplanation));
  const given = `${parts.length} of ${reports.length + parts.length} reports in one message`;
  const detail = `${given}: ${explained.join(' | ')}${parts.length > explainedParts ? ' | …' : ''}`;
  return { cause: parts[0]?.cause ?? 'schema', detail, body: Buffer.from(body), counts };
}
