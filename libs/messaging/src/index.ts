export type { ConnectionState } from './connection-state.ts';
export { MessagingError, type MessagingErrorCode } from './errors.ts';
export { LiveFeed, type LiveHandler } from './live-feed.ts';
export type { Log } from './log.ts';
export {
  PositionQueue,
  type BatchHandler,
  type BatchLimits,
  type QueueEvents,
  type ReportBatch,
} from './position-queue.ts';
