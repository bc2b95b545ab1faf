import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { overlaps, type Box } from '../cover/free-room';
import { mostNames, nameBox, placeNames, type NameWish, type Side } from './place-names';

const map = { width: 800, height: 600 };
const reach = 10;

const allSides: readonly Side[] = [
  ...(['below', 'right', 'left', 'above'] as const),
  ...(['lower right', 'lower left', 'upper right', 'upper left'] as const),
];

function aWish(row: number, x: number, y: number, wish: Partial<NameWish> = {}): NameWish {
  return { row, at: { x, y }, reach, width: 90, isWanted: false, ...wish };
}

function symbolOf({ at }: NameWish): Box {
  return { left: at.x - reach, top: at.y - reach, right: at.x + reach, bottom: at.y + reach };
}

function place(
  wishes: readonly NameWish[],
  { labels = [] as readonly Box[], before = new Map<number, Side>() } = {},
) {
  return placeNames(wishes, { map, vehicles: wishes.map(symbolOf), labels, before });
}

describe('placeNames', () => {
  it('puts a name below its vehicle if there is room', () => {
    expect([...place([aWish(7, 300, 300)])]).toEqual([[7, 'below']]);
  });

  it('puts it elsewhere if another vehicle or a label of the map is there', () => {
    const other = aWish(2, 300, 325);

    expect(place([aWish(1, 300, 300), other]).get(1)).toBe('right');
    const label = { left: 290, top: 305, right: 400, bottom: 330 };
    expect(place([aWish(1, 300, 300)], { labels: [label] }).get(1)).toBe('left');
  });

  it('leaves a name out that has room on no side', () => {
    const everywhere = { left: 0, top: 0, right: 800, bottom: 600 };

    expect(place([aWish(1, 300, 300)], { labels: [everywhere] }).size).toBe(0);
    expect(place([aWish(1, 300, 300, { width: 900 })]).size).toBe(0);
  });

  it('names a wanted vehicle whatever it lies upon, and off a vehicle if it can', () => {
    const everywhere = { left: 0, top: 0, right: 800, bottom: 600 };
    const wanted = aWish(1, 300, 300, { isWanted: true });

    expect(place([wanted], { labels: [everywhere] }).get(1)).toBe('below');
    expect(place([wanted, aWish(2, 300, 325)], { labels: [everywhere] }).get(1)).toBe('right');
    expect(place([aWish(3, -500, -500, { isWanted: true })]).get(3)).toBe('below');
  });

  it('puts the wanted name off the labels of the map, beside a corner if no side has room', () => {
    const wanted = aWish(1, 300, 300, { isWanted: true });
    const town = { left: 270, top: 310, right: 330, bottom: 330 };
    const before = new Map<number, Side>([[1, 'below']]);
    expect(place([wanted], { labels: [town], before }).get(1)).toBe('right');

    // As wide as the symbol, all around it but for the upper left.
    const around = [
      { left: 296, top: 200, right: 400, bottom: 400 },
      { left: 200, top: 293, right: 292, bottom: 400 },
    ];
    expect(place([wanted], { labels: around, before }).get(1)).toBe('upper left');
  });

  it('keeps a name on its side', () => {
    const before = new Map<number, Side>([[1, 'above']]);

    expect(place([aWish(1, 300, 300)], { before }).get(1)).toBe('above');
  });

  it('names no more than can be read', () => {
    const many = Array.from({ length: 2 * mostNames }, (_, row) =>
      aWish(row, 30 + (row % 12) * 64, 20 + Math.floor(row / 12) * 55, { width: 40 }),
    );

    expect(place(many).size).toBe(mostNames);
  });

  it('has the wanted name on a label only if there is one on each side and at each corner', () => {
    const label = fc
      .record({ x: fc.integer({ min: 150, max: 450 }), y: fc.integer({ min: 250, max: 350 }) })
      .map(({ x, y }) => ({ left: x, top: y, right: x + 80, bottom: y + 14 }));
    fc.assert(
      fc.property(fc.array(label, { maxLength: 8 }), (labels) => {
        const wanted = aWish(1, 300, 300, { isWanted: true });
        const isFree = (side: Side) =>
          !labels.some((each) => overlaps(nameBox(wanted, side), each));
        const side = place([wanted], { labels }).get(1) ?? 'below';

        expect(isFree(side)).toBe(allSides.some(isFree));
      }),
    );
  });

  it('never has a name on another name, on a vehicle or on a label of the map', () => {
    const wish = fc.record({
      x: fc.integer({ min: -20, max: 820 }),
      y: fc.integer({ min: -20, max: 620 }),
      width: fc.integer({ min: 20, max: 170 }),
    });
    const label = wish.map(({ x, y, width }) => ({
      left: x,
      top: y,
      right: x + width,
      bottom: y + 14,
    }));
    fc.assert(
      fc.property(fc.array(wish), fc.array(label, { maxLength: 5 }), (places, labels) => {
        const wishes = places.map(({ x, y, width }, row) => aWish(row, x, y, { width }));

        const names = [...place(wishes, { labels })].map(([row, side]) =>
          nameBox(wishes[row] ?? aWish(0, 0, 0), side),
        );

        const others = [...wishes.map(symbolOf), ...labels];
        for (const [index, name] of names.entries()) {
          expect(names.slice(index + 1).some((other) => overlaps(name, other))).toBe(false);
          expect(others.some((other) => overlaps(name, other))).toBe(false);
        }
      }),
    );
  });
});
