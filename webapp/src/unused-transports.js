/**
 * In place of what socket.io brings for networks without WebSocket, 2 kB that the page would load and
 * never use: it speaks WebSocket only. The build puts it there (`fileReplacements` in angular.json).
 */
export class XHR {}
export class WT {}
/** Bytes as Base64, which a WebSocket never brings. */
export const decode = () => new ArrayBuffer();
