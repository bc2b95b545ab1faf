import type { CallNode } from './cpu-profile.ts';
import { escapeXml } from './svg-plot.ts';

const width = 1_200;
const rowHeight = 16;
/** Narrower boxes cannot be seen, and would be most of the file. */
const leastWidth = 1;
/** About as many characters have room in a pixel of a box. */
const charactersPerPixel = 1 / 6.5;

interface Box {
  readonly node: CallNode;
  readonly x: number;
  readonly depth: number;
  readonly width: number;
}

/**
 * Draws calls as a flame graph in SVG: a box a function, as wide as the time in it and below it, on top
 * of its caller. Time in which the process was idle is left out.
 */
export function drawFlameGraph(title: string, root: CallNode): string {
  const callees = root.callees.filter(({ name }) => !['(idle)', '(program)'].includes(name));
  const totalMicros = callees.reduce((sum, callee) => sum + callee.totalMicros, 0);
  const boxes = boxesOf({ ...root, callees, totalMicros, selfMicros: 0 });
  const depth = Math.max(0, ...boxes.map((box) => box.depth)) + 1;
  const height = (depth + 2) * rowHeight;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="4" y="13">${escapeXml(title)}</text>`,
    ...boxes.map((box) => drawBox(box, { height, totalMicros })),
    '</svg>\n',
  ].join('\n');
}

function boxesOf(root: CallNode): readonly Box[] {
  const boxes: Box[] = [];
  const scale = width / Math.max(1, root.totalMicros);
  const place = (node: CallNode, x: number, depth: number) => {
    const own = node.totalMicros * scale;
    if (own < leastWidth) return;
    boxes.push({ node, x, depth, width: own });
    let left = x;
    for (const callee of node.callees.toSorted((a, b) => b.totalMicros - a.totalMicros)) {
      place(callee, left, depth + 1);
      left += callee.totalMicros * scale;
    }
  };
  place(root, 0, 0);
  return boxes;
}

function drawBox(
  { node, x, depth, width: own }: Box,
  { height, totalMicros }: { readonly height: number; readonly totalMicros: number },
): string {
  const y = height - (depth + 1) * rowHeight;
  const share = ((100 * node.totalMicros) / totalMicros).toFixed(1);
  const label = node.name.slice(0, Math.floor(own * charactersPerPixel));
  const place = `x="${x.toFixed(1)}" y="${y}"`;
  const box = `<rect ${place} width="${own.toFixed(1)}" height="${rowHeight - 1}" fill="${colourOf(node.name)}"><title>${escapeXml(node.name)}: ${share} %</title></rect>`;
  if (label.length < 3) return box;
  return `${box}<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escapeXml(label)}</text>`;
}

/** Warm, and the same for the same function. */
function colourOf(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return `hsl(${15 + (hash % 40)} 85% ${65 + (hash % 15)}%)`;
}
