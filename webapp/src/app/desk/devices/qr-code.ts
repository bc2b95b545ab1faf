import { Component, computed, input } from '@angular/core';
import { encode } from 'uqr';

/** Squares of white around a code, without which scanners do not find it (ISO/IEC 18004). */
const quiet = 4;

/** A text as a QR code, black on white whatever the theme is. */
@Component({
  selector: 'fleet-qr-code',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="drawn().box">
      <rect width="100%" height="100%" fill="#ffffff" />
      <path [attr.d]="drawn().path" fill="#000000" shape-rendering="crispEdges" />
    </svg>
  `,
  styles: `
    svg {
      display: block;
      width: min(260px, 100%);
      aspect-ratio: 1;
      border-radius: 8px;
      forced-color-adjust: none;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  /** What it is for, for those who cannot see it. */
  readonly label = input.required<string>();

  protected readonly drawn = computed(() => {
    const { data, size } = encode(this.text(), { ecc: 'M', border: quiet });
    return { box: `0 0 ${size} ${size}`, path: pathOf(data) };
  });
}

/** The dark squares, those side by side in one stroke. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => darkRuns(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`))
    .join('');
}

function darkRuns(row: readonly boolean[]): readonly (readonly [x: number, width: number])[] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last && last[0] + last[1] === x) last[1]++;
    else runs.push([x, 1]);
  });
  return runs;
}
