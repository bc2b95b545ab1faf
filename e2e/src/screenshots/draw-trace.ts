import type { CollectedSpan } from '@fleetman/tracing/testing';

/** In pixels. */
const size = { width: 1000, labels: 420, row: 30, top: 62, bottom: 16, right: 90 } as const;

const colors: Readonly<Record<string, string>> = {
  'position-simulator': '#2f7d4f',
  'position-tracker': '#2b6cb0',
  'api-gateway': '#b7791f',
  webapp: '#97266d',
};

/** One trace as a waterfall: a row a span, causes above what followed from them. SVG. */
export function drawTrace(spans: readonly CollectedSpan[]): string {
  const rows = inOrder(spans);
  const start = Math.min(...spans.map((span) => span.start));
  const total = Math.max(...spans.map((span) => span.end)) - start;
  const scale = (size.width - size.labels - size.right) / total;
  const height = size.top + rows.length * size.row + size.bottom;
  const drawn = rows.map(({ span, depth }, index) =>
    drawRow(span, { depth, y: size.top + index * size.row, start, scale }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" font-family="system-ui, sans-serif" font-size="13">
<rect width="${size.width}" height="${height}" rx="8" fill="#fff" stroke="#cbd5e0"/>
<text x="20" y="27" font-size="16" font-weight="600" fill="#1a202c">${escape(titleOf(spans, total))}</text>
${ticksOf(total)
  .map((ms) => drawTick(ms, { x: size.labels + ms * scale, height }))
  .join('\n')}
${drawn.join('\n')}
</svg>
`;
}

interface Row {
  readonly span: CollectedSpan;
  readonly depth: number;
}

/** Depth first, siblings as they began. */
function inOrder(spans: readonly CollectedSpan[]): readonly Row[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const below = (parent: string | undefined, depth: number): readonly Row[] =>
    spans
      .filter(({ parentSpanId }) =>
        parent === undefined
          ? parentSpanId === undefined || !ids.has(parentSpanId)
          : parentSpanId === parent,
      )
      .sort((a, b) => a.start - b.start)
      .flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)]);
  return below(undefined, 0);
}

function titleOf(spans: readonly CollectedSpan[], total: number): string {
  const vehicle = spans.map(({ attributes }) => attributes['fleetman.vehicle']).find(Boolean);
  return `A report of ${String(vehicle)}, ${total.toFixed(1)} ms from the simulator to the screen`;
}

/** Whole steps of 1, 2 or 5, about six of them. */
function ticksOf(total: number): readonly number[] {
  const raw = total / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= raw) ?? 10);
  return Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step);
}

function drawTick(ms: number, { x, height }: { readonly x: number; readonly height: number }) {
  return `<path d="M${x.toFixed(1)} 48V${height - size.bottom}" stroke="#e2e8f0"/><text x="${x.toFixed(1)}" y="46" text-anchor="middle" font-size="11" fill="#718096">${Number(ms.toFixed(2))} ms</text>`;
}

interface Place {
  readonly depth: number;
  readonly y: number;
  readonly start: number;
  readonly scale: number;
}

function drawRow(span: CollectedSpan, { depth, y, start, scale }: Place): string {
  const color = colors[span.service] ?? '#4a5568';
  const x = size.labels + (span.start - start) * scale;
  const width = Math.max(2, (span.end - span.start) * scale);
  const indent = 20 + depth * 14;
  return `<circle cx="${indent}" cy="${y + 15}" r="4" fill="${color}"/>
<text x="${indent + 10}" y="${y + 19}" fill="#1a202c">${escape(span.name)} <tspan fill="#718096" font-size="11">${escape(span.service)}</tspan></text>
<rect x="${x.toFixed(1)}" y="${y + 8}" width="${width.toFixed(1)}" height="14" rx="2" fill="${color}"/>
<text x="${(x + width + 6).toFixed(1)}" y="${y + 19}" font-size="11" fill="#4a5568">${(span.end - span.start).toFixed(2)} ms</text>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
