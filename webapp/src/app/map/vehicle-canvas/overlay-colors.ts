/** The rims of symbols and the ring of the selected one, on either kind of map. */
export const overlayColors = {
  light: { outline: '#ffffff', halo: '#2563eb' },
  dark: { outline: '#0b1016', halo: '#7db0ff' },
} as const;
