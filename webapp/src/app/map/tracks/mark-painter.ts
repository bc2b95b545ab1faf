import { nearestX, type Camera, type MercatorPoint } from '../../geo/mercator';
import { compile } from '../vehicle-canvas/graphics';
import type { DirectionMark } from './direction-marks';
import { markFragmentShader, markVertexShader } from './trail-shaders';

/** A place and a direction. */
const markFloats = 4;

/** Draws arrow heads along a trail, above its line. */
export class MarkPainter {
  readonly #gl: WebGL2RenderingContext;
  readonly #program;
  readonly #marks: WebGLBuffer;
  readonly #layout: WebGLVertexArrayObject;
  #origin: MercatorPoint = { x: 0, y: 0 };
  #count = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = compile(gl, markVertexShader, markFragmentShader, ['mark']);
    this.#marks = gl.createBuffer();
    this.#layout = gl.createVertexArray();
    gl.bindVertexArray(this.#layout);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#marks);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, markFloats, gl.FLOAT, false, 0, 0);
    gl.bindVertexArray(null);
  }

  /** Takes over the marks, which will be drawn relative to the first. */
  upload(marks: readonly DirectionMark[]): void {
    const gl = this.#gl;
    this.#origin = marks[0]?.at ?? this.#origin;
    const { x, y } = this.#origin;
    const packed = marks.flatMap(({ at, along }) => [at.x - x, at.y - y, along.x, along.y]);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#marks);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(packed), gl.DYNAMIC_DRAW);
    this.#count = marks.length;
  }

  /** @param size of a mark in device pixels. */
  draw({ center, worldSize, width, height }: Camera, size: number): void {
    if (this.#count === 0) return;
    const gl = this.#gl;
    const { x, y } = this.#origin;
    gl.useProgram(this.#program.program);
    gl.blendEquation(gl.FUNC_ADD);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.uniform2f(this.#program.uniform('center'), nearestX(center.x, x) - x, center.y - y);
    gl.uniform2f(this.#program.uniform('toPixels'), worldSize, -worldSize);
    gl.uniform2f(this.#program.uniform('pixel'), 2 / width, 2 / height);
    gl.uniform1f(this.#program.uniform('size'), size);
    gl.bindVertexArray(this.#layout);
    gl.drawArrays(gl.POINTS, 0, this.#count);
    gl.bindVertexArray(null);
  }
}
