/**
 * In place of how socket.io takes an address apart, as browsers did before they had `URL`. The build
 * puts it there (`fileReplacements` in angular.json).
 */
export function parse(text) {
  const { protocol, hostname, port, pathname, search } = new URL(text);
  return {
    source: text,
    protocol: protocol.slice(0, -1),
    // Without the brackets of IPv6.
    host: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: pathname,
    query: search.slice(1),
  };
}
