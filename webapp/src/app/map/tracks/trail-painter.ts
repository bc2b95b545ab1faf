import { compile } from '../vehicle-canvas/graphics';
import { nearestX, zoomOf, type Camera, type MercatorPoint } from '../../geo/mercator';
import { toRgb, trailColor } from '../../vehicle/speed-classes';
import type { TrailPiece } from '../../vehicle/track/trail';
import { trailFragmentShader, trailTextureWidth, trailVertexShader } from './trail-shaders';

/** Two places a piece, and how opaque it is at both. */
const pieceFloats = 8;
/** What the oldest part of a trail keeps of its colour. */
const leastOpacity = 0.25;

/** The trail's colour, premultiplied: that of the legend, almost a third transparent. */
/** A way that nobody knows is dashed: the length of a dash without its round ends, in CSS pixels. */
const dash = 6;
const opacity = 0.7;
const color = [...toRgb(trailColor).map((channel) => channel * opacity), opacity];

/** Half the trail's width in CSS pixels: thin where the whole fleet is in sight. */
export function trailRadius(zoom: number): number {
  return Math.min(5, Math.max(1.5, 1.5 + (zoom - 10) * 0.7));
}

/** Draws the route of the selected vehicle, up to where it is shown. */
export class TrailPainter {
  readonly #gl: WebGL2RenderingContext;
  readonly #program;
  readonly #pieces: WebGLTexture;
  readonly #lastPiece = new Float32Array(pieceFloats);
  #origin: MercatorPoint = { x: 0, y: 0 };
  /** How many pieces were driven, and with those that nobody knows; these are at the end. */
  #driven = 0;
  #count = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = compile(gl, trailVertexShader, trailFragmentShader);
    this.#pieces = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.#pieces);
    // Floats are read one by one: a texture of them cannot be smoothed.
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  /** Takes over the finished pieces of a trail, which will be drawn relative to `origin`. */
  upload(pieces: readonly TrailPiece[], origin: MercatorPoint): void {
    const gl = this.#gl;
    // One more for the piece that ends at the vehicle.
    const rows = Math.ceil((pieces.length + 1) / trailTextureWidth);
    const packed = new Float32Array(rows * trailTextureWidth * pieceFloats);
    const driven = pieces.filter(({ isGap }) => !isGap);
    const gaps = pieces.filter(({ isGap }) => isGap);
    [...driven, ...gaps].forEach((piece, index) => {
      packed.set(floatsOf(piece, origin), index * pieceFloats);
    });
    const size = [2 * trailTextureWidth, rows] as const;
    gl.bindTexture(gl.TEXTURE_2D, this.#pieces);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, ...size, 0, gl.RGBA, gl.FLOAT, packed);
    this.#origin = origin;
    this.#driven = driven.length;
    this.#count = pieces.length;
  }

  /** Draws the trail and, where given, the piece from its end to the vehicle. */
  draw(camera: Camera, pixelRatio: number, last: TrailPiece | undefined): void {
    if (this.#count === 0 && !last) return;
    const gl = this.#gl;
    if (last) this.#setLastPiece(last);
    gl.useProgram(this.#program.program);
    // The greatest of all pieces, not their sum: where they overlap nothing gets darker.
    gl.blendEquation(gl.MAX);
    gl.blendFunc(gl.ONE, gl.ONE);
    this.#setCamera(camera, pixelRatio);
    gl.bindTexture(gl.TEXTURE_2D, this.#pieces);
    this.#drawPieces(0, this.#driven, false);
    this.#drawPieces(this.#driven, this.#count, true);
    if (last) this.#drawPieces(this.#count, this.#count + 1, last.isGap);
  }

  #drawPieces(from: number, to: number, isGap: boolean): void {
    if (from >= to) return;
    this.#gl.uniform1f(this.#program.uniform('dash'), isGap ? dash : 0);
    this.#gl.drawArrays(this.#gl.TRIANGLES, 6 * from, 6 * (to - from));
  }

  #setLastPiece(piece: TrailPiece): void {
    const gl = this.#gl;
    this.#lastPiece.set(floatsOf(piece, this.#origin));
    const at = [
      2 * (this.#count % trailTextureWidth),
      Math.floor(this.#count / trailTextureWidth),
    ] as const;
    gl.bindTexture(gl.TEXTURE_2D, this.#pieces);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, ...at, 2, 1, gl.RGBA, gl.FLOAT, this.#lastPiece);
  }

  #setCamera(camera: Camera, pixelRatio: number): void {
    const { center, worldSize, width, height } = camera;
    const gl = this.#gl;
    const radius = trailRadius(zoomOf(camera));
    const { x, y } = this.#origin;
    gl.uniform2f(this.#program.uniform('center'), nearestX(center.x, x) - x, center.y - y);
    gl.uniform2f(this.#program.uniform('toPixels'), worldSize, -worldSize);
    gl.uniform2f(this.#program.uniform('pixel'), 2 / width, 2 / height);
    gl.uniform1f(this.#program.uniform('radius'), radius);
    gl.uniform1f(this.#program.uniform('pixelSize'), 0.7 / pixelRatio);
    gl.uniform4fv(this.#program.uniform('color'), color);
  }
}

/** As the shader reads a piece. */
function floatsOf({ from, to, newness }: TrailPiece, { x, y }: MercatorPoint): readonly number[] {
  const [older, newer] = newness.map((share) => leastOpacity + (1 - leastOpacity) * share);
  const places = [nearestX(from.x, x) - x, from.y - y, nearestX(to.x, x) - x, to.y - y];
  return [...places, older ?? 1, newer ?? 1, 0, 0];
}
