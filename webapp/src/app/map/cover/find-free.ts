import { freeRoom, type Box } from './free-room';

/** The largest part of a map, in its pixels, that none of the elements lies upon as they are now. */
export function findFree(map: Element, covers: Iterable<Element>): Box {
  const { left, top, width, height } = map.getBoundingClientRect();
  const boxes = [...covers]
    .map((element) => element.getBoundingClientRect())
    .filter((box) => box.width > 0 && box.height > 0)
    .map((box) => ({
      left: box.left - left,
      top: box.top - top,
      right: box.right - left,
      bottom: box.bottom - top,
    }));
  return freeRoom({ width, height }, boxes);
}
