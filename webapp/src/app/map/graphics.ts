/** The colours and sizes of one frame; all sizes in CSS pixels. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
  /** Device pixels in a CSS pixel. */
  readonly pixelRatio: number;
}

/** Where an attribute lies in a buffer of floats. */
export interface FloatAttribute {
  readonly name: string;
  readonly size: number;
  /** In floats from the start of an item. */
  readonly offset: number;
}

/** A compiled program that draws one square for each item of a buffer. */
export interface SquareProgram {
  readonly program: WebGLProgram;
  uniform(name: string): WebGLUniformLocation | null;
}

export function compile(
  gl: WebGL2RenderingContext,
  vertexSource: string,
  fragmentSource: string,
): SquareProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexSource],
    [gl.FRAGMENT_SHADER, fragmentSource],
  ] as const) {
    const shader = gl.createShader(type);
    // Only a lost context answers null; the frame is then drawn after it has come back.
    if (!shader) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`The vehicles' shader was refused: ${gl.getProgramInfoLog(program) ?? ''}`);
  }
  const uniforms = new Map<string, WebGLUniformLocation | null>();
  return {
    program,
    uniform(name) {
      const known = uniforms.get(name);
      if (known !== undefined) return known;
      const location = gl.getUniformLocation(program, name);
      uniforms.set(name, location);
      return location;
    },
  };
}

/** The corners of a square, for a triangle strip. */
export function squareBuffer(gl: WebGL2RenderingContext): WebGLBuffer {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
  return buffer;
}

/** Reads the attributes from the bound buffer, one item a square, from the given item on. */
export function bindItems(
  gl: WebGL2RenderingContext,
  { program }: SquareProgram,
  items: { readonly attributes: readonly FloatAttribute[]; floats: number; first: number },
): void {
  for (const { name, size, offset } of items.attributes) {
    const location = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(location);
    const start = (items.first * items.floats + offset) * 4;
    gl.vertexAttribPointer(location, size, gl.FLOAT, false, items.floats * 4, start);
    gl.vertexAttribDivisor(location, 1);
  }
}

export function bindSquare(
  gl: WebGL2RenderingContext,
  { program }: SquareProgram,
  square: WebGLBuffer,
): void {
  gl.bindBuffer(gl.ARRAY_BUFFER, square);
  const location = gl.getAttribLocation(program, 'corner');
  gl.enableVertexAttribArray(location);
  gl.vertexAttribPointer(location, 2, gl.FLOAT, false, 0, 0);
  gl.vertexAttribDivisor(location, 0);
}
