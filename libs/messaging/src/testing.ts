export type { DeadLetter } from './dead-letter.ts';
export { InMemoryBroker, processBroker } from './memory/in-memory-broker.ts';
export { InMemoryLiveFeed } from './memory/in-memory-live-feed.ts';
export { InMemoryPositionQueue } from './memory/in-memory-position-queue.ts';
export { silentLog } from './log.ts';
export { eventually } from './testing/eventually.ts';
export { TcpProxy } from './testing/tcp-proxy.ts';
