/**
 * Without a `glyphs` URL MapLibre draws labels with the browser's own fonts, and reads weight and
 * style from the first name of the stack. No font is called that, so the next one is taken.
 */
export const fonts = {
  regular: ['Label Regular', 'system-ui', 'sans-serif'],
  medium: ['Label Medium', 'system-ui', 'sans-serif'],
  semibold: ['Label Semibold', 'system-ui', 'sans-serif'],
  italic: ['Label Italic', 'system-ui', 'sans-serif'],
};
