/**
 * In place of what socket.io brings for what the page, or any browser, does otherwise or never: pauses between its tries, of which
 * it makes none by itself; the search for bytes in what is sent, which never has any; addresses that are no
 * origin. The build puts it there (`fileReplacements` in angular.json).
 */
export class Backoff {
  attempts = 0;
  reset() {
    // It counts nothing.
  }
}
/** What comes as bytes comes as an ArrayBuffer: that is what the WebSocket is asked for. */
export const isBinary = (data) => data instanceof ArrayBuffer;
export const hasBinary = () => false;
/** Of an origin, and the path that its sockets have. */
export const url = (source, path) => ({ source, id: source + path, path: '/' });
/** Queries, which browsers write and read themselves by now. */
export const encode = (query) => new URLSearchParams(query).toString();
export const decode = (text) => Object.fromEntries(new URLSearchParams(text));
