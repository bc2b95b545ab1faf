import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { GestureSharpness } from './gesture-sharpness';

/** A map that is moved by a frame at a time, and what was done to it. */
function aMap() {
  const done: string[] = [];
  let isMoving = true;
  const map = {
    isMoving: () => isMoving,
    stop: () => done.push('stopped'),
    setPixelRatio: (ratio: number | null) => {
      done.push(ratio === null ? 'sharp' : `coarse ${ratio.toFixed(2)}`);
      // As MapLibre does.
      map.stop();
      sharpness.moved();
    },
    redraw: () => done.push('drawn'),
  };
  const sharpness = new GestureSharpness(map, () => Date.now());
  const move = (frames: number, frameMs: number) => {
    for (let frame = 0; frame < frames; frame++) {
      jest.advanceTimersByTime(frameMs);
      sharpness.moved();
    }
  };
  const rest = (ms: number) => {
    jest.advanceTimersByTime(ms);
  };
  const jump = () => {
    isMoving = false;
    sharpness.moved();
    isMoving = true;
  };
  return { done, map, sharpness, move, rest, jump };
}

describe('GestureSharpness', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets the hand go on, and others stop the map', () => {
    const { done, map, move } = aMap();

    move(10, 100);
    expect(done).not.toContain('stopped');
    map.stop();

    expect(done).toContain('stopped');
  });

  it('leaves a map alone whose frames come in time', () => {
    const { done, move, rest } = aMap();

    move(200, 40);
    rest(1_000);

    expect(done).toEqual([]);
  });

  it('forgives a single long frame', () => {
    const { done, move } = aMap();

    move(20, 16);
    move(1, 200);
    move(20, 16);

    expect(done).toEqual([]);
  });

  it('draws coarser while frames are slow, and sharp at rest', () => {
    const { done, move, rest } = aMap();

    move(10, 70);
    expect(done).toEqual(['coarse 0.60']);
    move(50, 70);
    expect(done).toEqual(['coarse 0.60']);
    rest(399);
    expect(done).toEqual(['coarse 0.60']);
    rest(1);

    expect(done).toEqual(['coarse 0.60', 'sharp', 'drawn']);
  });

  it('draws still coarser while that does not help', () => {
    const { done, move, rest } = aMap();

    move(50, 120);
    rest(1_000);

    expect(done).toEqual(['coarse 0.60', 'coarse 0.45', 'sharp', 'drawn']);
  });

  it('knows a slow machine again, and one that has become fast', () => {
    const { done, move, rest } = aMap();
    move(10, 75);
    rest(1_000);
    done.length = 0;

    move(1, 16);
    expect(done).toEqual(['coarse 0.60']);
    move(30, 16);
    rest(1_000);
    done.length = 0;
    move(30, 16);

    expect(done).toEqual([]);
  });

  it('takes a hand that rests between two movements for no slow frame', () => {
    const { done, move } = aMap();

    for (let drag = 0; drag < 10; drag++) {
      move(1, 10_000);
      move(5, 16);
    }

    expect(done).toEqual([]);
  });

  it('is not about a map that is put elsewhere at once, as it is for who follows a vehicle', () => {
    const { done, jump, rest } = aMap();

    for (let frame = 0; frame < 20; frame++) {
      rest(100);
      jump();
    }

    expect(done).toEqual([]);
  });

  it('does nothing more once it is closed', () => {
    const { done, sharpness, move, rest } = aMap();
    move(10, 100);
    done.length = 0;

    sharpness.close();
    rest(1_000);

    expect(done).toEqual([]);
  });
});
