/** How much of its screen a sheet takes: only its handle, about half, or nearly all. */
export type SheetHeight = 'closed' | 'half' | 'full';

/** The lowest first. */
export const sheetHeights: readonly SheetHeight[] = ['closed', 'half', 'full'];

/** Faster than this, in pixels a millisecond, a finger throws the sheet. */
const flickSpeed = 0.4;

/** A sheet that a finger has let go. */
export interface ReleasedSheet {
  /** How many pixels of it are seen. */
  readonly shown: number;
  /** How fast it grew at the end, in pixels a millisecond; below 0 where it shrank. */
  readonly speed: number;
  /** How many pixels each height is. */
  readonly pixels: Readonly<Record<SheetHeight, number>>;
}

/** Where the sheet comes to rest: thrown at the next height that way, else at the nearest. */
export function restOf({ shown, speed, pixels }: ReleasedSheet): SheetHeight {
  if (speed >= flickSpeed) return sheetHeights.find((height) => pixels[height] > shown) ?? 'full';
  if (speed <= -flickSpeed)
    return sheetHeights.findLast((height) => pixels[height] < shown) ?? 'closed';
  const distance = (height: SheetHeight) => Math.abs(pixels[height] - shown);
  return sheetHeights.reduce((nearest, height) =>
    distance(height) < distance(nearest) ? height : nearest,
  );
}

/** The height that a key on the handle leads to; `undefined` for one that leads nowhere. */
export function heightAfter(key: string, height: SheetHeight): SheetHeight | undefined {
  const at = sheetHeights.indexOf(height);
  switch (key) {
    case 'ArrowUp':
      return sheetHeights[at + 1];
    case 'ArrowDown':
      return sheetHeights[at - 1];
    case 'Home':
      return 'closed';
    case 'End':
      return 'full';
    default:
      return undefined;
  }
}
