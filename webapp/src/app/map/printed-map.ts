import type { MapView } from './engine/map-view';

/** Shown in place of the canvases that it is a copy of, on paper only. */
const className = 'printed-map';

/**
 * Has the map on paper as it is on the screen, until the returned function is called. A WebGL canvas prints
 * empty, so that a copy takes its place; and all on the map is placed for its size on the screen, which the
 * print style finds in `--screen-width` and `--screen-height`.
 */
export function keepPrintable(view: MapView): () => void {
  const host = view.canvasHost;
  const shown = host.closest<HTMLElement>('fleet-map') ?? host;
  const begin = () => {
    const { width, height } = shown.getBoundingClientRect();
    shown.style.setProperty('--screen-width', `${width}px`);
    shown.style.setProperty('--screen-height', `${height}px`);
    host.querySelector(`.${className}`)?.remove();
    // The drawing of a frame can be read until the frame ends.
    view.redraw();
    const canvases = host.querySelectorAll<HTMLCanvasElement>('canvas');
    [...canvases].at(-1)?.after(copyOf(canvases));
  };
  const end = () => {
    shown.style.removeProperty('--screen-width');
    shown.style.removeProperty('--screen-height');
    host.querySelector(`.${className}`)?.remove();
  };
  globalThis.addEventListener('beforeprint', begin);
  globalThis.addEventListener('afterprint', end);
  return () => {
    globalThis.removeEventListener('beforeprint', begin);
    globalThis.removeEventListener('afterprint', end);
  };
}

/** All of them on each other, in as many pixels as the first has. */
function copyOf(canvases: Iterable<HTMLCanvasElement>): HTMLCanvasElement {
  const [first, ...others] = canvases;
  const copy = document.createElement('canvas');
  copy.className = className;
  copy.width = first?.width ?? 0;
  copy.height = first?.height ?? 0;
  const context = copy.getContext('2d');
  for (const canvas of first ? [first, ...others] : []) {
    if (canvas.width > 0 && canvas.height > 0) {
      context?.drawImage(canvas, 0, 0, copy.width, copy.height);
    }
  }
  return copy;
}
