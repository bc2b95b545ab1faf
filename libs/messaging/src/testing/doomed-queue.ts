import type { PositionQueue } from '../position-queue.ts';
import type { DoomedQueue } from './broker-under-test.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** A queue object on a broker that is cut off for good when it is killed. */
export async function openDoomed(
  url: string,
  open: (url: string) => PositionQueue,
): Promise<DoomedQueue> {
  const proxy = await TcpProxy.listen(url);
  return { queue: open(proxy.url), kill: () => proxy.close() };
}
