import { toFixed32, worldUnits } from '../../geo/fixed-mercator';
import { words, wordsPerVehicle, type Glides } from '../glides/glides';
import { compile, type Program } from './graphics';
import type { Camera } from '../../geo/mercator';
import type { Sight } from './sight';
import { toRgb } from '../../vehicle/speed-classes';
import {
  dotFragmentShader,
  dotVertexShader,
  symbolFragmentShader,
  symbolVertexShader,
} from './vehicle-shaders';

/** How a vehicle's words reach the shaders; the numbers are the same for both programs. */
const attributes = [
  { name: 'to', size: 2, at: words.to, isInteger: true },
  { name: 'back', size: 2, at: words.back, isInteger: false },
  { name: 'motion', size: 4, at: words.startsAt, isInteger: false },
  { name: 'look', size: 2, at: words.reportedAt, isInteger: false },
];

/** What is left of vehicles that one does not look at. */
const dimmed = 0.3;

/** What a frame of vehicles depends on, beside the vehicles. */
export interface VehicleFrame {
  readonly camera: Camera;
  readonly pixelRatio: number;
  readonly now: number;
  /** The time that is shown, in milliseconds since 1970, and the ages at which vehicles fade. */
  readonly shownTime: number;
  readonly staleAfterMs: number;
  readonly silentAfterMs: number;
  readonly sight: Sight;
  /** Of a symbol and of a dot, in CSS pixels. */
  readonly radius: number;
  readonly dotRadius: number;
  /** `#rrggbb` */
  readonly outline: string;
  readonly halo: string;
  /** Row of the selected vehicle; -1 for none. */
  readonly selected: number;
  /** The rows that one looks at, of all others; `undefined` if one looks at all alike. */
  readonly spotlit: readonly number[] | undefined;
}

/** Draws the vehicles in sight by two calls; what moves is computed on the graphics card. */
export class VehiclePainter {
  readonly #gl: WebGL2RenderingContext;
  readonly #symbols: Program;
  readonly #dots: Program;
  readonly #vehicles: WebGLBuffer;
  readonly #rows: WebGLBuffer;
  readonly #layout: WebGLVertexArrayObject;
  #capacity = 0;
  #uploaded: Glides | undefined;
  #sight: Sight | undefined;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    const names = attributes.map(({ name }) => name);
    this.#symbols = compile(gl, symbolVertexShader, symbolFragmentShader, names);
    this.#dots = compile(gl, dotVertexShader, dotFragmentShader, names);
    this.#vehicles = gl.createBuffer();
    this.#rows = gl.createBuffer();
    this.#layout = gl.createVertexArray();
    gl.bindVertexArray(this.#layout);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#vehicles);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#rows);
    attributes.forEach(({ size, at, isInteger }, location) => {
      const layout = [wordsPerVehicle * 4, at * 4] as const;
      gl.enableVertexAttribArray(location);
      if (isInteger) gl.vertexAttribIPointer(location, size, gl.INT, ...layout);
      else gl.vertexAttribPointer(location, size, gl.FLOAT, false, ...layout);
    });
    gl.bindVertexArray(null);
  }

  draw(glides: Glides, frame: VehicleFrame): void {
    // Also a length of 0, which WebGL takes for all of the array, and refuses.
    if (glides.count === 0) return;
    this.#upload(glides);
    const gl = this.#gl;
    gl.bindVertexArray(this.#layout);
    this.#uploadRows(frame.sight);
    gl.blendEquation(gl.FUNC_ADD);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const { dots, symbols } = frame.sight;
    if (dots.length > 0) {
      this.#begin(this.#dots, glides, frame, frame.dotRadius);
      gl.drawElements(gl.POINTS, dots.length, gl.UNSIGNED_INT, 0);
    }
    this.#begin(this.#symbols, glides, frame, frame.radius);
    this.#setHalo(frame.halo, 0);
    gl.drawElements(gl.POINTS, symbols.length, gl.UNSIGNED_INT, dots.length * 4);
    for (const row of frame.spotlit ?? []) this.#drawAgain(glides, frame, row);
    if (frame.selected >= 0) this.#drawSelected(glides, frame);
    gl.bindVertexArray(null);
  }

  /** Once more, as bright as ever. */
  #drawAgain(glides: Glides, frame: VehicleFrame, row: number): void {
    this.#begin(this.#symbols, glides, { ...frame, spotlit: undefined }, frame.radius);
    this.#setHalo(frame.halo, 0);
    this.#gl.drawArrays(this.#gl.POINTS, row, 1);
  }

  /** Once more, above all others. */
  #drawSelected(glides: Glides, frame: VehicleFrame): void {
    const radius = Math.max(9, frame.radius * 1.35);
    this.#begin(this.#symbols, glides, { ...frame, spotlit: undefined }, radius);
    this.#setHalo(frame.halo, 0.35);
    this.#gl.drawArrays(this.#gl.POINTS, frame.selected, 1);
  }

  /** Sends what changed in the fleet since the last frame; everything where the glides are others. */
  #upload(glides: Glides): void {
    const gl = this.#gl;
    const dirty = glides.takeDirtyRange();
    const bytes = wordsPerVehicle * 4;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#vehicles);
    if (glides !== this.#uploaded || glides.count > this.#capacity) {
      this.#uploaded = glides;
      // Room for half as many again, so that a growing fleet seldom needs another buffer.
      this.#capacity = Math.ceil(glides.count * 1.5);
      gl.bufferData(gl.ARRAY_BUFFER, this.#capacity * bytes, gl.DYNAMIC_DRAW);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, glides.ints, 0, glides.count * wordsPerVehicle);
    } else if (dirty) {
      const [from, count] = [dirty.from * wordsPerVehicle, dirty.to - dirty.from];
      const range = [from, count * wordsPerVehicle] as const;
      gl.bufferSubData(gl.ARRAY_BUFFER, dirty.from * bytes, glides.ints, ...range);
    }
  }

  #uploadRows(sight: Sight): void {
    if (sight === this.#sight) return;
    this.#sight = sight;
    const gl = this.#gl;
    const { dots, symbols } = sight;
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, (dots.length + symbols.length) * 4, gl.DYNAMIC_DRAW);
    gl.bufferSubData(gl.ELEMENT_ARRAY_BUFFER, 0, dots);
    gl.bufferSubData(gl.ELEMENT_ARRAY_BUFFER, dots.length * 4, symbols);
  }

  #begin(program: Program, glides: Glides, frame: VehicleFrame, radius: number): void {
    const gl = this.#gl;
    const { center, worldSize, width, height } = frame.camera;
    const { epoch, timeBase } = glides;
    const [x, y] = [(2 * worldSize) / width, (-2 * worldSize) / height];
    gl.useProgram(program.program);
    gl.uniform1f(program.uniform('now'), frame.now - epoch);
    gl.uniform1f(program.uniform('shownTime'), (frame.shownTime - timeBase) / 1_000);
    gl.uniform2f(program.uniform('ages'), frame.staleAfterMs / 1_000, frame.silentAfterMs / 1_000);
    gl.uniform2i(program.uniform('center'), toFixed32(center.x), toFixed32(center.y));
    gl.uniform2f(program.uniform('scale'), x / worldUnits, y / worldUnits);
    gl.uniform1f(program.uniform('radius'), radius * frame.pixelRatio);
    gl.uniform1f(program.uniform('dim'), frame.spotlit ? dimmed : 1);
    gl.uniform3f(program.uniform('outline'), ...toRgb(frame.outline));
  }

  #setHalo(color: string, opacity: number): void {
    const gl = this.#gl;
    gl.uniform1f(this.#symbols.uniform('reach'), opacity > 0 ? 1.5 : 1.26);
    gl.uniform4f(this.#symbols.uniform('halo'), ...toRgb(color), opacity);
  }
}
