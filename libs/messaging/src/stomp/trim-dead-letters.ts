import { deadLetterQueue, type DeadLetterBounds } from '../position-queue-options.ts';
import { excessUntil, sampleFor } from './letter-sample.ts';
import type { StompSession } from './stomp-session.ts';

/** How often letters are looked for that are too many or too old, in milliseconds. */
const trimMs = 60_000;

/**
 * Drops dead letters that are older than `maxAgeMs`, and the oldest beyond `max`, now and once a minute until
 * the session ends. Their number is estimated from a sample (see `letter-sample.ts`): up to 200 exactly, more
 * to about 10 %. An `expires` header would not help, since ActiveMQ moves what has expired to its own
 * dead-letter queue.
 */
export async function keepTrimmed(
  session: StompSession,
  queue: string,
  { max, maxAgeMs }: DeadLetterBounds,
  onDropped: (count: number) => void,
): Promise<void> {
  const destination = `/queue/${deadLetterQueue(queue)}`;
  const take = async () => {
    const tooMany = await findExcess(session, destination, max);
    const until = Math.max(Date.now() - maxAgeMs, tooMany ?? 0);
    const headers = {
      id: 'old letters',
      destination,
      ack: 'auto',
      selector: `JMSTimestamp <= ${until}`,
    };
    await session.subscribe(headers, () => {
      onDropped(1);
    });
  };
  const renew = async () => {
    await session.unsubscribe('old letters');
    await take();
  };
  await take();
  const timer = setInterval(() => {
    // It rejects when the session has ended, which ends the timer too.
    renew().catch(() => undefined);
  }, trimMs);
  void session.ended.then(() => {
    clearInterval(timer);
  });
}

/** The time up to which letters are too many, by a sample of them. */
async function findExcess(
  session: StompSession,
  destination: string,
  max: number,
): Promise<number | undefined> {
  const { selector, most } = sampleFor(max);
  const times: number[] = [];
  const seen = Promise.withResolvers<undefined>();
  const headers = { id: 'letter sample', destination, ack: 'auto', browser: 'true' };
  await session.subscribe({ ...headers, ...(selector !== undefined && { selector }) }, (letter) => {
    if (letter.headers.get('browser') === 'end') seen.resolve(undefined);
    else times.push(Number(letter.headers.get('timestamp')));
  });
  await Promise.race([seen.promise, session.ended.then((error) => Promise.reject(error))]);
  await session.unsubscribe('letter sample');
  return excessUntil(times, most);
}
