import type { Page } from '@playwright/test';

/** A rectangle of the page, in CSS pixels. */
export interface PlacedBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What MapLibre has placed on the map. */
export interface PlacedLabels {
  /** Its own labels: streets and towns. */
  readonly labels: readonly PlacedBox[];
  /** What keeps labels off, as along the trail of a vehicle. */
  readonly kept: readonly PlacedBox[];
}

/** The part of MapLibre's map that is read: its index of placed symbols, which is offset by its padding. */
interface WatchedMap {
  readonly style?: {
    readonly placement?: {
      readonly collisionIndex: {
        readonly grid: {
          readonly width: number;
          readonly height: number;
          query(
            left: number,
            top: number,
            right: number,
            bottom: number,
          ): readonly {
            key: { overlapMode: string };
            x1: number;
            y1: number;
            x2: number;
            y2: number;
          }[];
        };
      };
    };
  };
  getContainer(): HTMLElement;
}

/** Remembers the map that the page makes; to be called before it is opened. */
export async function watchMap(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // The page keeps its map to itself; MapLibre sets this property of a new one.
    Object.defineProperty(Object.prototype, '_canvasContainer', {
      configurable: true,
      set(this: object, value: unknown) {
        Object.defineProperty(this, '_canvasContainer', { value, writable: true });
        Object.assign(globalThis, { watchedMap: this });
      },
    });
  });
}

/** What is placed now on the map that {@link watchMap} has seen. */
export function placedLabels(page: Page): Promise<PlacedLabels> {
  return page.evaluate(() => {
    const { watchedMap: map } = globalThis as unknown as { watchedMap?: WatchedMap };
    const grid = map?.style?.placement?.collisionIndex.grid;
    if (!map || !grid) return { labels: [], kept: [] };
    const { x, y } = map.getContainer().getBoundingClientRect();
    const [dx, dy] = [x - 100, y - 100];
    const placed = grid.query(0, 0, grid.width, grid.height);
    const boxes = (isKept: boolean) =>
      placed
        .filter(({ key }) => (key.overlapMode === 'always') === isKept)
        .map(({ x1, y1, x2, y2 }) => ({
          left: x1 + dx,
          top: y1 + dy,
          right: x2 + dx,
          bottom: y2 + dy,
        }));
    return { labels: boxes(false), kept: boxes(true) };
  });
}

/** How many of these boxes one of the others lies on. */
export function countCovered(boxes: readonly PlacedBox[], others: readonly PlacedBox[]): number {
  return boxes.filter((box) => others.some((other) => overlaps(box, other))).length;
}

function overlaps(box: PlacedBox, other: PlacedBox): boolean {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  if (Math.abs(width - height) > 0.01) {
    const isBeside = box.left >= other.right || other.left >= box.right;
    return !isBeside && box.top < other.bottom && other.top < box.bottom;
  }
  // A square stands for a circle: MapLibre places names along streets as rows of them.
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const away = Math.hypot(
    x - Math.min(Math.max(x, other.left), other.right),
    y - Math.min(Math.max(y, other.top), other.bottom),
  );
  return away < width / 2;
}
