import { sizeOfLetter, type DeadLetter } from './dead-letter.ts';

/** Milliseconds since 1970: the `timestamp` of AMQP has seconds only. */
export const publishedAtHeader = 'published-at';

/** Of W3C Trace Context: the span of the message, if it is recorded. */
export const traceparentHeader = 'traceparent';

/** Which feed object sent a live message, so that it passes over what it published itself. */
export const publisherHeader = 'publisher';

/** Headers of AMQP take no more than a frame, those of STOMP 10 KB; a detail can quote what was given. */
const maxDetail = 1_000;

/** Why a message lies in the dead-letter queue, and how many reports it holds. */
export function deadLetterHeaders(letter: DeadLetter): Record<string, string | number> {
  const { cause, detail } = letter;
  return { cause, detail: detail.slice(0, maxDetail), count: sizeOfLetter(letter) };
}
