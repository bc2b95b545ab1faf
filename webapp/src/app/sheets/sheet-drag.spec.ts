import { signal } from '@angular/core';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { SheetHeight } from './sheet-height';
import { SheetDrag } from './sheet-drag';

/** jsdom lays nothing out and has no pointer events. */
function setUpSheet() {
  const sheet = document.createElement('div');
  const handle = document.createElement('button');
  sheet.append(handle);
  const pixels: Readonly<Record<string, number>> = { closed: 50, half: 300, full: 600 };
  Object.defineProperty(sheet, 'offsetHeight', {
    get: () => pixels[sheet.dataset['height'] ?? ''] ?? 0,
  });
  handle.setPointerCapture = () => undefined;
  const height = signal<SheetHeight>('half');
  sheet.dataset['height'] = 'half';
  const clicked = jest.fn();
  handle.addEventListener('click', clicked);
  const drag = new SheetDrag({ handle, sheet, height });
  const point = (type: string, clientY: number, timeStamp: number) => {
    const event = new MouseEvent(type, { clientY, button: 0, bubbles: true });
    Object.defineProperties(event, {
      isPrimary: { value: true },
      pointerId: { value: 1 },
      timeStamp: { value: timeStamp },
    });
    handle.dispatchEvent(event);
  };
  return { sheet, handle, height, clicked, drag, point };
}

describe('SheetDrag', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets the sheet follow the finger, and come to rest where it is let go', () => {
    const { sheet, handle, height, clicked, point } = setUpSheet();

    point('pointerdown', 500, 0);
    point('pointermove', 300, 200);
    expect(sheet.style.height).toBe('500px');
    point('pointermove', 290, 400);
    point('pointerup', 290, 600);
    handle.click();

    expect(height()).toBe('full');
    expect(sheet.style.height).toBe('');
    expect(clicked).not.toHaveBeenCalled();
    jest.runAllTimers();
    handle.click();
    expect(clicked).toHaveBeenCalledTimes(1);
  });

  it('is thrown by a quick finger', () => {
    const { height, point } = setUpSheet();

    point('pointerdown', 500, 0);
    point('pointermove', 530, 20);
    point('pointerup', 540, 30);

    expect(height()).toBe('closed');
  });

  it('leaves a tap to the handle', () => {
    const { handle, height, clicked, point } = setUpSheet();

    point('pointerdown', 500, 0);
    point('pointermove', 503, 20);
    point('pointerup', 503, 30);
    handle.click();

    expect(height()).toBe('half');
    expect(clicked).toHaveBeenCalledTimes(1);
  });

  it('is set by keys', () => {
    const { handle, height } = setUpSheet();

    handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }));

    expect(height()).toBe('full');
  });

  it('lets go for good', () => {
    const { handle, height, drag } = setUpSheet();

    drag.close();
    handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }));

    expect(height()).toBe('half');
  });
});
