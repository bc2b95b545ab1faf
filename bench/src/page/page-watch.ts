/** What {@link watchPage} counts, in the page's `window`. Lists are kept only where somebody made one. */
export interface PageCounts {
  /** Frames in which the map or the vehicles were drawn. */
  frames: number;
  /** How often the vehicles were. */
  vehicleFrames: number;
  /** Binary messages of the socket. */
  updates: number;
  /** How long the main thread took for each of them, in milliseconds. */
  batches?: number[];
  /** What they said, once a frame had shown it. */
  shown?: ShownMessage[];
}

/** A message of the socket, and when the frame that followed it was on the screen (since 1970). */
export interface ShownMessage {
  readonly bytes: readonly number[];
  readonly at: number;
}

declare global {
  interface Window {
    fleetmanBench: PageCounts;
  }
}

/**
 * Runs in the page before its own scripts: counts frames by the call that begins each, and times what
 * a message of the socket sets off, up to its last microtask. A frame is on the screen when the browser
 * begins the next one.
 */
export function watchPage(): void {
  const counts: PageCounts = { frames: 0, vehicleFrames: 0, updates: 0 };
  let arrived: Uint8Array[] = [];
  let lastFrame: CSSNumberish | null = null;
  window.fleetmanBench = counts;
  // The type says what the method is called on, so that it can be taken out and called again.
  const context = WebGL2RenderingContext.prototype as {
    clear: (this: WebGL2RenderingContext, mask: number) => void;
  };
  const { clear } = context;
  context.clear = function (mask) {
    const frame = document.timeline.currentTime;
    if (frame !== lastFrame) counts.frames++;
    lastFrame = frame;
    const { canvas } = this;
    const isOfVehicles =
      canvas instanceof HTMLCanvasElement && canvas.className === 'vehicle-canvas';
    if (isOfVehicles) counts.vehicleFrames++;
    if (isOfVehicles && counts.shown) showArrived();
    clear.call(this, mask);
  };
  const showArrived = () => {
    const messages = arrived;
    arrived = [];
    if (messages.length === 0) return;
    requestAnimationFrame(() => {
      const at = Date.now();
      for (const bytes of messages) counts.shown?.push({ bytes: [...bytes], at });
    });
  };
  type Handler = (this: WebSocket, event: MessageEvent) => void;
  const onMessage = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    set(this: WebSocket, handler: Handler) {
      onMessage?.set?.call(this, function (this: WebSocket, event: MessageEvent) {
        const begin = performance.now();
        handler.call(this, event);
        const { data } = event as { data: unknown };
        if (!(data instanceof ArrayBuffer)) return;
        counts.updates++;
        if (counts.shown) arrived.push(new Uint8Array(data));
        // Socket.io hands a packet on in a microtask; this one comes after it.
        queueMicrotask(() => counts.batches?.push(performance.now() - begin));
      });
    },
  });
}
