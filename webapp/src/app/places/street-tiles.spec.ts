import { describe, expect, it } from '@jest/globals';
import { StreetTileCourier } from './street-tiles';
import type { TilePlace } from './worker/point-tile';

const zoom = 14;
/** A tile of zoom 14 is 0.022 degrees wide. */
const tileDegrees = 360 / 2 ** zoom;

/** A place in each of `count` tiles side by side, from number `first` on. */
const row = (first: number, count: number): Float64Array =>
  Float64Array.from(
    Array.from({ length: count }, (_, index) => [(first + index + 0.5) * tileDegrees, 50]).flat(),
  );

function courier(tile = () => Promise.resolve(new ArrayBuffer(1))) {
  const asked: number[] = [];
  const taken: number[] = [];
  const forgotten: number[] = [];
  const source = {
    zoom,
    tile: (place: TilePlace) => {
      asked.push(place[1] - 2 ** (zoom - 1));
      return tile();
    },
  };
  const taker = {
    take: ([, x]: TilePlace) => taken.push(x - 2 ** (zoom - 1)),
    forget: ([, x]: TilePlace) => forgotten.push(x - 2 ** (zoom - 1)),
  };
  return { asked, taken, forgotten, courier: new StreetTileCourier(source, taker) };
}

describe('StreetTileCourier', () => {
  it('brings each tile once, however many places lie in it', async () => {
    const { asked, taken, courier: own } = courier();

    await own.bring(Float64Array.from([...row(0, 2), ...row(0, 2)]));
    await own.bring(row(1, 2));

    expect(asked).toEqual([0, 1, 2]);
    expect(taken).toEqual([0, 1, 2]);
  });

  it('asks again for a tile that could not be had', async () => {
    let isAway = true;
    const tile = () =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve(new ArrayBuffer(1));
    const { taken, courier: own } = courier(tile);

    await own.bring(row(0, 1));
    expect(taken).toEqual([]);
    isAway = false;
    await own.bring(row(0, 1));

    expect(taken).toEqual([0]);
  });

  it('brings 200 tiles for a question, and forgets those that were wanted longest ago', async () => {
    const { asked, forgotten, courier: own } = courier();

    await own.bring(row(0, 300));
    expect(asked).toHaveLength(200);
    await own.bring(row(200, 200));
    await own.bring(row(0, 1));
    await own.bring(row(400, 2));

    expect(forgotten).toEqual([1, 2]);
  });

  it('asks for nothing where there is no place', async () => {
    const { asked, courier: own } = courier();

    await own.bring(Float64Array.from([NaN, NaN, 0, 89]));

    expect(asked).toEqual([]);
  });
});
