/** What {@link watchPage} counts, in the page's `window`. */
interface PageCounts {
  /** Frames of the vehicles' canvas. */
  frames: number;
  /** How long the main thread took for each message of the socket, in milliseconds. */
  batches: number[];
}

declare global {
  interface Window {
    fleetmanBench: PageCounts;
  }
}

/**
 * Runs in the page before its own scripts: counts frames by the call that begins each, and times what
 * a message of the socket sets off, up to its last microtask.
 */
export function watchPage(): void {
  const counts: PageCounts = { frames: 0, batches: [] };
  window.fleetmanBench = counts;
  // The type says what the method is called on, so that it can be taken out and called again.
  const context = WebGL2RenderingContext.prototype as {
    clear: (this: WebGL2RenderingContext, mask: number) => void;
  };
  const { clear } = context;
  context.clear = function (mask) {
    const { canvas } = this;
    if (canvas instanceof HTMLCanvasElement && canvas.className === 'vehicle-canvas') {
      counts.frames++;
    }
    clear.call(this, mask);
  };
  type Handler = (this: WebSocket, event: MessageEvent) => void;
  const onMessage = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    set(this: WebSocket, handler: Handler) {
      onMessage?.set?.call(this, function (this: WebSocket, event: MessageEvent) {
        const begin = performance.now();
        handler.call(this, event);
        // Socket.io hands a packet on in a microtask; this one comes after it.
        queueMicrotask(() => {
          if (event.data instanceof ArrayBuffer) counts.batches.push(performance.now() - begin);
        });
      });
    },
  });
}
