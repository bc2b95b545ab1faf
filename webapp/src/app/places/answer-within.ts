import { settledWithin } from '@fleetman/toolkit';

/** What the promise resolves with; `undefined` if it rejects, or is not settled within `ms` milliseconds. */
export async function answerWithin<Answer>(
  ms: number,
  promise: Promise<Answer>,
): Promise<Answer | undefined> {
  let answer: Answer | undefined;
  await settledWithin(
    ms,
    promise.then((given) => (answer = given)),
  );
  return answer;
}
