/** Small tools for every package, the page's too: nothing here needs Node or any other package. */
export { allOf } from './all-of.ts';
export { backOffDelay, patientBackOff, type BackOff } from './back-off.ts';
export { brokerSchemes } from './broker-schemes.ts';
export { describeError } from './describe-error.ts';
export { readDuration } from './duration.ts';
export { NextAnswer } from './next-answer.ts';
export { PacedAnswer, type PacedAnswerOptions } from './paced-answer.ts';
export { PacedWork, type PaceClock, type PacedWorkOptions } from './paced-work.ts';
export { pause } from './pause.ts';
export { readAhead } from './read-ahead.ts';
export { hashOf, nthHash, randomFrom, seededRandom } from './seeded-random.ts';
export { Seldom } from './seldom.ts';
export { settledWithin } from './settled-within.ts';
export { SingleFlight } from './single-flight.ts';
export { Turnstile } from './turnstile.ts';
