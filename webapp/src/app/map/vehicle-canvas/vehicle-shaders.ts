import { speedClasses, toRgb } from '../../vehicle/speed-classes';

const speedColors = speedClasses
  .map(
    ({ color }) =>
      `vec3(${toRgb(color)
        .map((value) => value.toFixed(4))
        .join(', ')})`,
  )
  .join(', ');

/**
 * What both kinds of vehicle shaders begin with: where a vehicle is, and how it has aged. Comments
 * stay outside the shaders, which every page loads.
 *
 * - `to`: Mercator, 32 bits for the world; `back`: from there to where the glide began. The difference
 *   of whole numbers is exact and wraps around the world: no float is large in `place`.
 * - `motion`: start and duration in milliseconds, heading, turn; `now` is on the same scale.
 * - `look`: seconds of the report, speed class; `shownTime` is on the same scale.
 * - `ages`: seconds until a vehicle is stale, and silent. `fading` is 0 for a vehicle that reports, 1
 *   for a stale one, 2 for a silent one.
 * - `center`: the camera's middle; `scale`: from Mercator units to clip space.
 * - `radius`: of a symbol, in device pixels; `dim`: what is left of its colour.
 */
const vehiclePoint = `#version 300 es
precision highp float;

in ivec2 to;
in vec2 back;
in vec4 motion;
in vec2 look;

uniform float now;
uniform float shownTime;
uniform vec2 ages;
uniform ivec2 center;
uniform vec2 scale;
uniform float radius;
uniform float dim;

const vec3 speedColors[${speedClasses.length}] = vec3[](${speedColors});
const vec3 faded = vec3(0.53, 0.56, 0.6);

float progress() {
  return motion.y > 0.0 ? clamp((now - motion.x) / motion.y, 0.0, 1.0) : 1.0;
}

vec4 place(float done) {
  return vec4((vec2(to - center) + back * (1.0 - done)) * scale, 0.0, 1.0);
}

float fading() {
  float age = shownTime - look.x;
  return step(ages.x, age) + step(ages.y, age);
}
`;

/**
 * Puts a point at each vehicle's place along its glide. Points, not instanced squares: where there is
 * no graphics card every instance costs as much as a draw call.
 *
 * - `reach`: half the point, in radii: no pixel more than is drawn on.
 * - `heading`: sine, cosine; `paint`: colour and opacity; `kind`: whether it stands, and is silent.
 */
export const symbolVertexShader = `${vehiclePoint}
uniform float reach;

flat out vec2 heading;
flat out vec4 paint;
flat out vec2 kind;

void main() {
  float done = progress();
  float angle = radians(motion.z + motion.w * min(1.0, done * 2.0));
  float age = fading();
  heading = vec2(sin(angle), cos(angle));
  vec3 color = speedColors[int(look.y)];
  paint = vec4(mix(color, faded, age > 1.5 ? 1.0 : 0.4 * age), (age < 0.5 ? 1.0 : 0.6) * dim);
  kind = vec2(look.y < 0.5 ? 1.0 : 0.0, age > 1.5 ? 1.0 : 0.0);
  gl_Position = place(done);
  gl_PointSize = 2.0 * radius * reach;
}
`;

/**
 * Draws an arrow for a driving vehicle and a disc for a standing one, as distance fields; only the rim
 * of a silent one. The arrow is a head with a notch, its right half mirrored, its corners rounded by
 * 0.12. What `main` puts out is premultiplied: the symbol over its `halo` (colour and opacity; 0 for
 * none).
 */
export const symbolFragmentShader = `#version 300 es
precision highp float;

flat in vec2 heading;
flat in vec4 paint;
flat in vec2 kind;

uniform float radius;
uniform float reach;
uniform vec3 outline;
uniform vec4 halo;

out vec4 fragment;

float toSegment(vec2 p, vec2 a, vec2 b) {
  vec2 ab = b - a;
  return length(p - a - ab * clamp(dot(p - a, ab) / dot(ab, ab), 0.0, 1.0));
}

float sideOf(vec2 p, vec2 a, vec2 b) {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

float arrow(vec2 p) {
  p.x = abs(p.x);
  const vec2 tip = vec2(0.0, 0.88), wing = vec2(0.66, -0.66), notch = vec2(0.0, -0.36);
  float away = min(toSegment(p, tip, wing), toSegment(p, wing, notch));
  bool isInside = sideOf(p, tip, wing) < 0.0 && sideOf(p, wing, notch) < 0.0;
  return (isInside ? -away : away) - 0.12;
}

void main() {
  vec2 p = (gl_PointCoord * 2.0 - 1.0) * vec2(reach, -reach);
  vec2 place = vec2(p.x * heading.y - p.y * heading.x, p.x * heading.x + p.y * heading.y);
  float body = kind.x > 0.5 ? length(place) - 0.62 : arrow(place);
  float edge = 0.7 / radius;
  float fill = 1.0 - smoothstep(-edge, edge, body);
  float hollow = kind.y * (1.0 - smoothstep(-edge, edge, body + 0.2));
  float ring = 1.0 - smoothstep(-edge, edge, body - 0.2);
  float glow = halo.a * (1.0 - smoothstep(1.36 - edge, 1.36 + edge, length(place)));
  vec3 color = mix(outline, paint.rgb, fill * (1.0 - hollow));
  float cover = ring * paint.a;
  fragment = vec4(color * cover + halo.rgb * glow * (1.0 - cover), cover + glow * (1.0 - cover));
}
`;

/** The vehicles of a crowd: tens of thousands, so that a pixel may cost next to nothing. `paint` is premultiplied. */
export const dotVertexShader = `${vehiclePoint}
flat out vec4 paint;

void main() {
  float age = fading();
  vec3 color = mix(speedColors[int(look.y)], faded, min(1.0, age));
  paint = vec4(color, 1.0) * (age < 0.5 ? 0.85 : 0.4) * dim;
  gl_Position = place(progress());
  gl_PointSize = 2.0 * radius + 1.0;
}
`;

export const dotFragmentShader = `#version 300 es
precision mediump float;

flat in vec4 paint;
uniform highp float radius;
out vec4 fragment;

void main() {
  float away = length(gl_PointCoord - 0.5) * (2.0 * radius + 1.0);
  fragment = paint * clamp(radius + 0.5 - away, 0.0, 1.0);
}
`;
