/** Two missed heartbeats, half a minute, show that a broker is gone that never said so. */
const heartbeatSeconds = '15';

/** The URL without user and password, for logs and reasons. */
export function amqpAddress(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** The URL with a heartbeat, where it does not name one itself. */
export function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has('heartbeat')) {
    parsed.searchParams.set('heartbeat', heartbeatSeconds);
  }
  return parsed.href;
}
