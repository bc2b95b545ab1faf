/** A compiled program; its uniforms are looked up once. */
export interface Program {
  readonly program: WebGLProgram;
  uniform(name: string): WebGLUniformLocation | null;
}

/**
 * Throws what the driver says where it refuses a shader. The `attributes` named get the numbers 0, 1
 * and so on, so that several programs can share one layout.
 */
export function compile(
  gl: WebGL2RenderingContext,
  vertexSource: string,
  fragmentSource: string,
  attributes: readonly string[] = [],
): Program {
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
  attributes.forEach((name, location) => {
    gl.bindAttribLocation(program, location, name);
  });
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
