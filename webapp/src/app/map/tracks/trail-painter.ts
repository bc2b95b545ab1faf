import { compile } from '../vehicle-canvas/graphics';
import { nearestX, type Camera, type MercatorPoint } from '../../geo/mercator';
import type { TrailPiece } from '../../vehicle/track/trail';
import { trailFragmentShader, trailTextureWidth, trailVertexShader } from './trail-shaders';

/** Two places a piece. */
const pieceFloats = 4;

/** Half the trail's width in CSS pixels, and its colour: red, half transparent, premultiplied. */
const radius = 5;
/** A way that nobody knows is dashed: the length of a dash without its round ends, in CSS pixels. */
const dash = 6;
const color = [0.9 * 0.5, 0.08 * 0.5, 0.12 * 0.5, 0.5] as const;

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
    [...driven, ...gaps].forEach(({ from, to }, index) => {
      packed.set(
        [from.x - origin.x, from.y - origin.y, to.x - origin.x, to.y - origin.y],
        index * pieceFloats,
      );
    });
    const size = [trailTextureWidth, rows] as const;
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

  #setLastPiece({ from, to }: TrailPiece): void {
    const gl = this.#gl;
    const { x, y } = this.#origin;
    this.#lastPiece.set([nearestX(from.x, x) - x, from.y - y, nearestX(to.x, x) - x, to.y - y]);
    const at = [
      this.#count % trailTextureWidth,
      Math.floor(this.#count / trailTextureWidth),
    ] as const;
    gl.bindTexture(gl.TEXTURE_2D, this.#pieces);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, ...at, 1, 1, gl.RGBA, gl.FLOAT, this.#lastPiece);
  }

  #setCamera({ center, worldSize, width, height }: Camera, pixelRatio: number): void {
    const gl = this.#gl;
    const { x, y } = this.#origin;
    gl.uniform2f(this.#program.uniform('center'), nearestX(center.x, x) - x, center.y - y);
    gl.uniform2f(this.#program.uniform('toPixels'), worldSize, -worldSize);
    gl.uniform2f(this.#program.uniform('pixel'), 2 / width, 2 / height);
    gl.uniform1f(this.#program.uniform('radius'), radius);
    gl.uniform1f(this.#program.uniform('pixelSize'), 0.7 / pixelRatio);
    gl.uniform4f(this.#program.uniform('color'), ...color);
  }
}
