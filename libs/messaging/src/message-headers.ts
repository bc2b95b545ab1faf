import type { DeadLetter } from './dead-letter.ts';

/** Milliseconds since 1970: the `timestamp` of AMQP has seconds only. */
export const publishedAtHeader = 'published-at';

/** Headers of AMQP take no more than a frame, those of STOMP 10 KB; a detail can quote what was given. */
const maxDetail = 1_000;

/** Why a message lies in the dead-letter queue. */
export function deadLetterHeaders({ cause, detail }: DeadLetter): Record<string, string> {
  return { cause, detail: detail.slice(0, maxDetail) };
}
