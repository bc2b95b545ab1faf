export type { DeadLetterBox, LetterVerdict, ParkedLetter } from './dead-letters/dead-letter-box.ts';
export { openDeadLetterBox } from './dead-letters/open-dead-letter-box.ts';
export type { ConnectionState } from './connection-state.ts';
export type { DeadLetter } from './dead-letter.ts';
export { MessagingError, type MessagingErrorCode } from './errors.ts';
export { LetterStore, type LetterToReplay } from './letter-store.ts';
export { LiveFeed, type LiveHandler } from './live/live-feed.ts';
export type { Log } from './log.ts';
export type { LiveFeedEvents, LiveFeedOptions } from './live/live-feed-options.ts';
export { openLiveFeed } from './open-live-feed.ts';
export { openPositionQueue } from './open-position-queue.ts';
export type { DeadLetterBounds, PositionQueueOptions } from './position-queue-options.ts';
export {
  PositionQueue,
  type BatchHandler,
  type BatchLimits,
  type QueueEvents,
  type ReportBatch,
} from './position-queue.ts';
