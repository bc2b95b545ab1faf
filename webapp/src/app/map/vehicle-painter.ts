import { packedFloats, type Glides } from './glides';
import { compile } from './graphics';
import type { Camera } from './mercator';
import { toRgb } from './speed-classes';
import { vehicleFragmentShader, vehicleVertexShader } from './vehicle-shaders';

/** How a vehicle's floats reach the shader. */
const attributes = [
  { name: 'path', size: 4, offset: 0 },
  { name: 'motion', size: 4, offset: 4 },
  { name: 'look', size: 2, offset: 8 },
];

/** What a frame of vehicles depends on, beside the vehicles. */
export interface VehicleFrame {
  readonly camera: Camera;
  readonly pixelRatio: number;
  readonly now: number;
  /** Of a symbol, in CSS pixels. */
  readonly radius: number;
  /** `#rrggbb` */
  readonly outline: string;
  readonly halo: string;
  readonly selected: number | undefined;
}

/** Draws all vehicles by one call; what moves is computed on the graphics card. */
export class VehiclePainter {
  readonly #gl: WebGL2RenderingContext;
  readonly #program;
  readonly #items: WebGLBuffer;
  readonly #layout: WebGLVertexArrayObject;
  #capacity = 0;
  #uploaded: Glides | undefined;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = compile(gl, vehicleVertexShader, vehicleFragmentShader);
    this.#items = gl.createBuffer();
    this.#layout = gl.createVertexArray();
    gl.bindVertexArray(this.#layout);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#items);
    for (const { name, size, offset } of attributes) {
      const location = gl.getAttribLocation(this.#program.program, name);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, size, gl.FLOAT, false, packedFloats * 4, offset * 4);
    }
    gl.bindVertexArray(null);
  }

  /** Sends what changed in the fleet since the last call; everything where the glides are others. */
  upload(glides: Glides): void {
    const gl = this.#gl;
    const dirty = glides.takeDirtyRange();
    const { packed } = glides;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#items);
    if (glides !== this.#uploaded || packed.length > this.#capacity) {
      this.#uploaded = glides;
      // Room for half as many again, so that a growing fleet seldom needs another buffer.
      this.#capacity = Math.ceil(packed.length * 1.5);
      gl.bufferData(gl.ARRAY_BUFFER, this.#capacity * 4, gl.DYNAMIC_DRAW);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, packed);
    } else if (dirty) {
      const from = dirty.from * packedFloats;
      gl.bufferSubData(gl.ARRAY_BUFFER, from * 4, packed, from, dirty.to * packedFloats - from);
    }
  }

  draw(glides: Glides, frame: VehicleFrame): void {
    if (glides.count === 0) return;
    const gl = this.#gl;
    gl.useProgram(this.#program.program);
    gl.blendEquation(gl.FUNC_ADD);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.#setCamera(glides, frame);
    gl.bindVertexArray(this.#layout);
    this.#drawItems({ first: 0, count: glides.count, radius: frame.radius, halo: 0 }, frame);
    if (frame.selected !== undefined) {
      const radius = frame.radius * 1.35;
      this.#drawItems({ first: frame.selected, count: 1, radius, halo: 0.35 }, frame);
    }
    gl.bindVertexArray(null);
  }

  #setCamera(glides: Glides, { camera, now, outline }: VehicleFrame): void {
    const gl = this.#gl;
    const { center, worldSize, width, height } = camera;
    const { origin, epoch } = glides;
    gl.uniform1f(this.#program.uniform('now'), now - epoch);
    gl.uniform2f(this.#program.uniform('center'), center.x - origin.x, center.y - origin.y);
    gl.uniform2f(
      this.#program.uniform('scale'),
      (2 * worldSize) / width,
      (-2 * worldSize) / height,
    );
    gl.uniform3f(this.#program.uniform('outline'), ...toRgb(outline));
  }

  #drawItems(
    items: { first: number; count: number; radius: number; halo: number },
    { halo, pixelRatio }: VehicleFrame,
  ): void {
    const gl = this.#gl;
    gl.uniform1f(this.#program.uniform('radius'), items.radius * pixelRatio);
    gl.uniform1f(this.#program.uniform('reach'), items.halo > 0 ? 1.5 : 1.26);
    gl.uniform4f(this.#program.uniform('halo'), ...toRgb(halo), items.halo);
    gl.drawArrays(gl.POINTS, items.first, items.count);
  }
}
