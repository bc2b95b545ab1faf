export type { ConnectionState } from './connection-state.ts';
export { MessagingError, type MessagingErrorCode } from './errors.ts';
export { LiveFeed, type LiveHandler } from './live-feed.ts';
export type { Log } from './log.ts';
export type { LiveFeedOptions } from './live-feed-options.ts';
export { openLiveFeed } from './open-live-feed.ts';
export { openPositionQueue } from './open-position-queue.ts';
export type { PositionQueueOptions } from './position-queue-options.ts';
export {
  PositionQueue,
  type BatchHandler,
  type BatchLimits,
  type QueueEvents,
  type ReportBatch,
} from './position-queue.ts';
