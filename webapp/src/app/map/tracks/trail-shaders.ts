/** How many pieces of the trail a row of their texture holds, two pixels each; every device has textures this wide. */
export const trailTextureWidth = 512;

/** Puts two triangles around each piece of the trail, wide enough for round ends. */
export const trailVertexShader = `#version 300 es
precision highp float;

uniform highp sampler2D pieces; // from x, y, to x, y: Mercator, relative to the origin; opacities at both
uniform vec2 center;
uniform vec2 toPixels;   // from Mercator to CSS pixels, y up
uniform vec2 pixel;
uniform float radius;    // half the trail's width in CSS pixels

out vec2 place;          // in CSS pixels, from the start of the piece, x along it
flat out float pieceLength;
flat out vec2 opacities;

const vec2 corners[6] = vec2[](
  vec2(0.0, -1.0), vec2(1.0, -1.0), vec2(0.0, 1.0), vec2(0.0, 1.0), vec2(1.0, -1.0), vec2(1.0, 1.0)
);

void main() {
  int piece = gl_VertexID / 6;
  ivec2 at = ivec2(2 * (piece % ${trailTextureWidth}), piece / ${trailTextureWidth});
  vec4 path = texelFetch(pieces, at, 0);
  opacities = texelFetch(pieces, at + ivec2(1, 0), 0).xy;
  vec2 corner = corners[gl_VertexID % 6];
  vec2 from = (path.xy - center) * toPixels;
  vec2 to = (path.zw - center) * toPixels;
  pieceLength = length(to - from);
  vec2 along = pieceLength > 0.0 ? (to - from) / pieceLength : vec2(1.0, 0.0);
  vec2 across = vec2(-along.y, along.x);
  float reach = radius + 1.0;
  place = vec2(corner.x > 0.5 ? pieceLength + reach : -reach, corner.y * reach);
  gl_Position = vec4((from + along * place.x + across * place.y) * pixel, 0.0, 1.0);
}
`;

/** A half transparent line; pieces are blended by MAX, so that they do not darken each other. */
export const trailFragmentShader = `#version 300 es
precision highp float;

in vec2 place;
flat in float pieceLength;
flat in vec2 opacities;

uniform float radius;
uniform vec4 color;      // premultiplied
uniform float pixelSize; // a device pixel in CSS pixels
uniform float dash;      // the length of a dash without its ends, which are as far apart; 0: no dashes

out vec4 fragment;

void main() {
  // The nearest place of the line, or of its nearest dash.
  float along = clamp(place.x, 0.0, pieceLength);
  if (dash > 0.0) {
    float period = dash + 4.0 * radius;
    float start = floor((place.x + 2.0 * radius) / period) * period;
    along = clamp(clamp(place.x, start, start + dash), 0.0, pieceLength);
  }
  float away = length(place - vec2(along, 0.0)) - radius;
  float share = pieceLength > 0.0 ? along / pieceLength : 1.0;
  fragment = color * mix(opacities.x, opacities.y, share) * (1.0 - smoothstep(-pixelSize, pixelSize, away));
}
`;

/** Puts a point at each mark: its place relative to the origin, and where the way goes there, y down. */
export const markVertexShader = `#version 300 es
precision highp float;

in vec4 mark;
uniform vec2 center;
uniform vec2 toPixels;
uniform vec2 pixel;
uniform float size; // in device pixels

flat out vec2 along;

void main() {
  along = mark.zw * vec2(1.0, -1.0);
  gl_Position = vec4((mark.xy - center) * toPixels * pixel, 0.0, 1.0);
  gl_PointSize = size;
}
`;

/** An open arrow head, white; what it puts out is premultiplied. */
export const markFragmentShader = `#version 300 es
precision highp float;

flat in vec2 along;
uniform float size;
out vec4 fragment;

void main() {
  vec2 p = (gl_PointCoord * 2.0 - 1.0) * vec2(1.0, -1.0);
  vec2 place = vec2(dot(p, along), abs(p.x * along.y - p.y * along.x));
  const vec2 tip = vec2(0.5, 0.0), wing = vec2(-0.3, 0.62);
  vec2 arm = wing - tip;
  float away = length(place - tip - arm * clamp(dot(place - tip, arm) / dot(arm, arm), 0.0, 1.0));
  float edge = 2.0 / size;
  fragment = vec4(0.95 * (1.0 - smoothstep(0.2 - edge, 0.2 + edge, away)));
}
`;
