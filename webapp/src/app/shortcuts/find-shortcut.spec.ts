import { describe, expect, it } from '@jest/globals';
import { findShortcut, type PressedKey } from './find-shortcut';

const run = () => true;
const shortcuts = ['/', 'f', ' ', '+', 'Escape'].map((key) => ({
  keys: [key],
  name: key,
  ...(key !== 'Escape' && { run }),
}));

/** The key that is found for what is pressed on an element. */
function found(event: Partial<PressedKey>, html = '<p></p>'): string | undefined {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  const pressed: PressedKey = {
    key: '',
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    isComposing: false,
    defaultPrevented: false,
    target: holder.querySelector('.here') ?? holder.firstElementChild,
    ...event,
  };
  return findShortcut(pressed, shortcuts)?.name;
}

describe('findShortcut', () => {
  it.each([
    ['a sign', { key: '/' }, '/'],
    ['a letter', { key: 'f', code: 'KeyF' }, 'f'],
    ['a capital letter', { key: 'F', code: 'KeyF' }, 'f'],
    ['the letter of that place, where another script is written', { key: 'ㄹ', code: 'KeyF' }, 'f'],
    ['the letter that is written, on any layout of keys', { key: 'f', code: 'KeyU' }, 'f'],
  ])('knows %s', (_, event, expected) => {
    expect(found(event)).toBe(expected);
  });

  it.each([
    ['with Ctrl', { key: 'f', ctrlKey: true }],
    ['with Alt', { key: 'f', altKey: true }],
    ['with ⌘', { key: 'f', metaKey: true }],
    ['while a syllable is composed', { key: 'f', isComposing: true }],
    ['that somebody else has answered', { key: 'f', defaultPrevented: true }],
    ['that others answer', { key: 'Escape' }],
    ['without a meaning', { key: 'q' }],
  ])('knows no key %s', (_, event) => {
    expect(found(event)).toBeUndefined();
  });

  it.each(['<input />', '<textarea></textarea>', '<select></select>', '<p contenteditable></p>'])(
    'is silent while somebody types into %s',
    (html) => {
      expect(found({ key: 'f' }, html)).toBeUndefined();
    },
  );

  it('leaves a key to the element that has a use for it', () => {
    expect(found({ key: ' ' })).toBe(' ');
    expect(found({ key: ' ' }, '<button></button>')).toBeUndefined();
    expect(found({ key: ' ' }, '<ul role="listbox"><li class="here"></li></ul>')).toBeUndefined();
    expect(found({ key: 'f' }, '<button></button>')).toBe('f');
    const map = '<div class="maplibregl-canvas-container"><canvas class="here"></canvas></div>';
    expect(found({ key: '+' }, map)).toBeUndefined();
    expect(found({ key: '+' })).toBe('+');
  });
});
