/** Where a broker is, and as whom to speak to it: what a `stomp:` or `stomps:` URL says. */
export interface StompServer {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** What STOMP calls the virtual host; ActiveMQ has only one and does not look. */
  readonly virtualHost: string;
  readonly login: string | undefined;
  readonly passcode: string | undefined;
}

const defaultPort = 61_613;

/** Reads `stomp://user:password@host:port/virtual-host`, or `stomps:` over TLS; but for the host all may be missing. */
export function parseStompUrl(url: string): StompServer {
  const { protocol, hostname, port, pathname, username, password } = new URL(url);
  // An IPv6 address stands in brackets in a URL, and only there.
  const host = hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost';
  return {
    host,
    port: port === '' ? defaultPort : Number(port),
    isSecure: protocol === 'stomps:',
    virtualHost: decode(pathname.slice(1)) || host,
    login: username === '' ? undefined : decode(username),
    passcode: password === '' ? undefined : decode(password),
  };
}

/** The URL without user and password, for logs and reasons. */
export function stompAddress(url: string): string {
  const { protocol, hostname, port } = new URL(url);
  return `${protocol}//${hostname || 'localhost'}:${port || defaultPort}`;
}

/** A password may hold a percent sign that nobody has encoded. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
