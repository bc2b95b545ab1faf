/** One line of a plot. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A plot of lines over a logarithmic x axis; y begins at 0. */
export interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
}

const width = 640;
const height = 360;
const margin = { top: 44, right: 16, bottom: 48, left: 72 };
const colours = ['#1f6feb', '#d1242f', '#1a7f37', '#9a6700'];

/** Draws a plot as SVG text. */
export function drawPlot({ title, x, y, series }: Plot): string {
  const points = series.flatMap((one) => one.points);
  const xs = [...new Set(points.map(([value]) => value))].sort((a, b) => a - b);
  const top = niceCeiling(Math.max(0, ...points.map(([, value]) => value)));
  const placeX = scaleLog(xs.at(0) ?? 1, xs.at(-1) ?? 1);
  const placeY = (value: number) =>
    height - margin.bottom - (value / top) * (height - margin.top - margin.bottom);
  const parts = [
    text(title, { x: margin.left, y: 18, weight: 'bold' }),
    text(x, { x: width / 2, y: height - 10, anchor: 'middle' }),
    text(y, { x: margin.left, y: 36, fill: '#57606a' }),
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((share) => lineAcross(placeY(share * top), share * top)),
    ...xs.map((value) =>
      text(short(value), { x: placeX(value), y: height - margin.bottom + 18, anchor: 'middle' }),
    ),
    ...series.flatMap((one, index) => drawSeries(one, { index, placeX, placeY })),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

interface Places {
  readonly index: number;
  readonly placeX: (value: number) => number;
  readonly placeY: (value: number) => number;
}

function drawSeries({ name, points }: Series, { index, placeX, placeY }: Places): string[] {
  const colour = colours[index % colours.length] ?? '#000';
  const sorted = points.toSorted(([a], [b]) => a - b);
  const places = sorted.map(([x, y]) => `${round(placeX(x))},${round(placeY(y))}`);
  return [
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${places.join(' ')}"/>`,
    ...sorted.map(
      ([x, y]) =>
        `<circle cx="${round(placeX(x))}" cy="${round(placeY(y))}" r="3" fill="${colour}"><title>${escapeXml(name)}: ${short(x)}, ${short(y)}</title></circle>`,
    ),
    text(name, { x: width - margin.right, y: 18 + index * 16, anchor: 'end', fill: colour }),
  ];
}

function scaleLog(least: number, most: number): (value: number) => number {
  const room = width - margin.left - margin.right - 40;
  const span = Math.log(most) - Math.log(least);
  return (value) =>
    margin.left + 20 + (span > 0 ? ((Math.log(value) - Math.log(least)) / span) * room : room / 2);
}

function lineAcross(y: number, value: number): string[] {
  return [
    `<line x1="${margin.left}" x2="${width - margin.right}" y1="${round(y)}" y2="${round(y)}" stroke="#d0d7de"/>`,
    text(short(value), { x: margin.left - 8, y: y + 4, anchor: 'end' }),
  ];
}

/** The next 1, 2, 2.5 or 5 times a power of ten, so that quarters of it are short numbers. */
export function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function short(value: number): string {
  return value.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
}

interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'middle' | 'end';
  readonly weight?: 'bold';
  readonly fill?: string;
}

function text(content: string, place: TextPlace): string {
  const { x, y, anchor = 'start', weight = 'normal', fill = '#1f2328' } = place;
  const look = `text-anchor="${anchor}" font-weight="${weight}" fill="${fill}"`;
  return `<text x="${round(x)}" y="${round(y)}" ${look}>${escapeXml(content)}</text>`;
}

/** A text as it stands between the tags of an XML document. */
export function escapeXml(content: string): string {
  return content
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
