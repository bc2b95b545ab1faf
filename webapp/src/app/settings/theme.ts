/** Of the page and of its map. */
export type Theme = 'light' | 'dark';
