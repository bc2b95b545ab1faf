/** The layers of the world's vector tiles. */
export const worldLayers = ['sea', 'borders', 'countries', 'towns'] as const;
export type WorldLayer = (typeof worldLayers)[number];

/** Closer in, the tiles of this zoom are drawn larger: a unit of them is 5 m at the equator. */
export const deepestWorldZoom = 10;
