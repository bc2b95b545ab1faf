/** How many pieces of the trail a row of their texture holds; every device has textures this wide. */
export const trailTextureWidth = 1024;

/** Puts two triangles around each piece of the trail, wide enough for round ends. */
export const trailVertexShader = `#version 300 es
precision highp float;

uniform highp sampler2D pieces; // from x, y, to x, y: Mercator, relative to the origin
uniform vec2 center;
uniform vec2 toPixels;   // from Mercator to CSS pixels, y up
uniform vec2 pixel;
uniform float radius;    // half the trail's width in CSS pixels

out vec2 place;          // in CSS pixels, from the start of the piece, x along it
flat out float pieceLength;

const vec2 corners[6] = vec2[](
  vec2(0.0, -1.0), vec2(1.0, -1.0), vec2(0.0, 1.0), vec2(0.0, 1.0), vec2(1.0, -1.0), vec2(1.0, 1.0)
);

void main() {
  int piece = gl_VertexID / 6;
  vec4 path = texelFetch(pieces, ivec2(piece % ${trailTextureWidth}, piece / ${trailTextureWidth}), 0);
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
  fragment = color * (1.0 - smoothstep(-pixelSize, pixelSize, away));
}
`;
