import type { Camera } from '../../geo/mercator';
import { VehiclePainter } from './vehicle-painter';

/** More pixels than this in a CSS pixel cost time, and are not seen in something that moves. */
const mostPixelRatio = 2;

/** What draws on the canvas, made anew whenever the graphics card has lost it. */
export interface Painters {
  readonly gl: WebGL2RenderingContext;
  readonly vehicles: VehiclePainter;
}

/** The canvas above the map. The browser may take its context away at any time and give another. */
export class OverlayCanvas {
  readonly element: HTMLCanvasElement;
  #painters: Painters;

  /** `restored` is called with each further context. Throws where the browser has no WebGL 2. */
  constructor(document: Document, restored: () => void) {
    this.element = document.createElement('canvas');
    this.element.className = 'vehicle-canvas';
    this.#painters = this.#makePainters();
    this.element.addEventListener('webglcontextlost', (event) => {
      // Else it would never come back.
      event.preventDefault();
    });
    this.element.addEventListener('webglcontextrestored', () => {
      this.#painters = this.#makePainters();
      restored();
    });
  }

  /** `undefined` as long as there is nothing to draw on. */
  get painters(): Painters | undefined {
    return this.#painters.gl.isContextLost() ? undefined : this.#painters;
  }

  /** Has the canvas cover the map, empty; how many of its pixels are a CSS pixel. */
  begin({ gl }: Painters, { width, height }: Camera): number {
    const pixelRatio = Math.min(mostPixelRatio, globalThis.devicePixelRatio || 1);
    const [columns, rows] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)];
    if (this.element.width !== columns || this.element.height !== rows) {
      this.element.width = columns;
      this.element.height = rows;
    }
    gl.viewport(0, 0, columns, rows);
    gl.clear(gl.COLOR_BUFFER_BIT);
    return pixelRatio;
  }

  close(): void {
    this.#painters.gl.getExtension('WEBGL_lose_context')?.loseContext();
    this.element.remove();
  }

  #makePainters(): Painters {
    const gl = this.element.getContext('webgl2', { alpha: true, antialias: false, depth: false });
    if (!gl) throw new Error('This browser has no WebGL 2.');
    gl.enable(gl.BLEND);
    return { gl, vehicles: new VehiclePainter(gl) };
  }
}
