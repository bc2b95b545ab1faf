import type { DeadLetterBox, LetterVerdict, ParkedLetter } from '@fleetman/messaging';
import type { Order } from './read-order.ts';

/** A body is shown up to this length; a letter may be 1 MiB and more. */
const shownLength = 2_000;

/** Does what was ordered and resolves with a sentence about it; `write` takes lines for the operator. */
export async function workOn(
  box: DeadLetterBox,
  order: Order,
  write: (line: string) => void,
): Promise<string> {
  const causes = new Map<string, { letters: number; reports: number }>();
  let taken = 0;
  await box.sweep((letter) => {
    if (taken >= order.count) return 'stop';
    if (order.cause !== undefined && letter.cause !== order.cause) return 'keep';
    taken += 1;
    const sum = causes.get(letter.cause) ?? { letters: 0, reports: 0 };
    causes.set(letter.cause, sum);
    sum.letters += 1;
    sum.reports += letter.count;
    if (order.verb === 'show') write(describe(letter));
    return verdicts[order.verb];
  });
  for (const [cause, { letters, reports }] of causes) {
    write(`${cause}: ${letters} letters, ${reports} reports`);
  }
  return `${taken} letters ${done[order.verb]}`;
}

const verdicts = {
  list: 'keep',
  show: 'keep',
  replay: 'replay',
  drop: 'drop',
} as const satisfies Record<Order['verb'], LetterVerdict>;

const done: Readonly<Record<Order['verb'], string>> = {
  list: 'counted',
  show: 'shown',
  replay: 'published again',
  drop: 'dropped',
};

function describe({ cause, detail, count, body }: ParkedLetter): string {
  const text = body.toString('utf8', 0, shownLength);
  return JSON.stringify({ cause, detail, count, bytes: body.length, body: text });
}
